/** Tests of signing in, against the simulated Auth server. */
@NullMarked
package dev.mooring.supabase.auth;

import org.jspecify.annotations.NullMarked;
