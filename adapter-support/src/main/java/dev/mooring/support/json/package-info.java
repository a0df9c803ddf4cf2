/** JSON as adapters need it: exact numbers, strict input, bounded memory. Values have the canonical form of {@code Fields}. */
@NullMarked
package dev.mooring.support.json;

import org.jspecify.annotations.NullMarked;
