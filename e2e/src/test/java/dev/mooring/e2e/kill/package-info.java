/**
 * Applications that are killed while they write and their engine sends. What a call had returned must be there afterwards, here and at the
 * backend.
 */
@NullMarked
package dev.mooring.e2e.kill;

import org.jspecify.annotations.NullMarked;
