/** What an HTTP status means for each kind of call, as a table that can be overridden, tested and printed. */
@NullMarked
package dev.mooring.support.status;

import org.jspecify.annotations.NullMarked;
