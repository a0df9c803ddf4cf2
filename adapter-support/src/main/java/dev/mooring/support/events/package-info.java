/** Hints by server-sent events: one loop that keeps a stream open, whatever a backend says on it. Start at {@link dev.mooring.support.events.EventStreams}. */
@NullMarked
package dev.mooring.support.events;

import org.jspecify.annotations.NullMarked;
