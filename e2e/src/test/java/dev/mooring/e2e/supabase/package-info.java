/** The application of docs/adapters/supabase.md, and the test that runs it. */
@NullMarked
package dev.mooring.e2e.supabase;

import org.jspecify.annotations.NullMarked;
