/**
 * A Supabase project that does not exist: PostgREST in front of tables that keep real state, Auth and Realtime. It follows what they and
 * PostgreSQL document and were seen to do, never what our adapter sends.
 */
@NullMarked
package dev.mooring.supabase.sim;

import org.jspecify.annotations.NullMarked;
