/** Tests of Realtime, against the simulated server and in virtual time. */
@NullMarked
package dev.mooring.supabase.internal.realtime;

import org.jspecify.annotations.NullMarked;
