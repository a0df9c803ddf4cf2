/**
 * Collections of a Firebase Realtime Database, through its REST interface: compare-and-set by ETag, tombstones, and a feed by the
 * server's time of change. Start at {@link dev.mooring.firebase.realtime.RealtimeBackend}.
 */
@NullMarked
package dev.mooring.firebase.realtime;

import org.jspecify.annotations.NullMarked;
