/**
 * Realtime: one web socket for all tables of a backend, by the protocol of Phoenix channels. What it hears are hints: no event is data,
 * and after whatever may have been missed a gap is told.
 */
@NullMarked
package dev.mooring.supabase.internal.realtime;

import org.jspecify.annotations.NullMarked;
