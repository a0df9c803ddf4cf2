/** What the packages of this adapter share. No API: it may change with every version. */
@NullMarked
package dev.mooring.supabase.internal;

import org.jspecify.annotations.NullMarked;
