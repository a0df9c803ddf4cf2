/**
 * Telling applications what changed, in bounded memory, however slow they listen. Not for applications: they use
 * {@link dev.mooring.Records}.
 */
@NullMarked
package dev.mooring.internal.observe;

import org.jspecify.annotations.NullMarked;
