/**
 * Tables of a Supabase project, through PostgREST over OkHttp. Start with {@link dev.mooring.supabase.SupabaseBackend}; what a table is
 * like is a {@link dev.mooring.supabase.SupabaseTable}.
 */
@NullMarked
package dev.mooring.supabase;

import org.jspecify.annotations.NullMarked;
