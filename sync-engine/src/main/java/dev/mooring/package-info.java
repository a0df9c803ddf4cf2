/**
 * Local-first sync: an application reads and writes its own store, and a background engine carries the writes to its backend and brings
 * other people's changes back.
 */
@NullMarked
package dev.mooring;

import org.jspecify.annotations.NullMarked;
