/** Signing users of a Supabase project in and keeping them signed in, through its Auth server. Tokens are never printed. */
@NullMarked
package dev.mooring.supabase.auth;

import org.jspecify.annotations.NullMarked;
