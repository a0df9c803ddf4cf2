/** Cursors: texts that only their maker reads, feeds that begin with a scan, and windows that catch late commits. */
@NullMarked
package dev.mooring.support.cursor;

import org.jspecify.annotations.NullMarked;
