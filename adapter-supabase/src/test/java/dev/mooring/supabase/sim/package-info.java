/**
 * A Supabase project that does not exist: PostgREST in front of tables that keep real state, on WireMock. It follows what PostgREST
 * and PostgreSQL document and were seen to do, never what our adapter sends.
 */
package dev.mooring.supabase.sim;
