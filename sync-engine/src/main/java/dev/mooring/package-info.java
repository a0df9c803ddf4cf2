/**
 * Local-first sync: an application reads and writes its own store, and a background engine carries the writes to its backend and brings
 * other people's changes back. Begin at {@link Mooring}, {@link Records} and {@link Value}; what is not public serves these three, and the
 * engine itself is in {@code dev.mooring.internal.engine}.
 */
@NullMarked
package dev.mooring;

import org.jspecify.annotations.NullMarked;
