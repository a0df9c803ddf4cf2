/**
 * Migration between any two backends: a snapshot and its tail in one, resumable at any point, verified and repaired. Begin with
 * {@link dev.mooring.migrate.Migration}.
 */
@NullMarked
package dev.mooring.migrate;

import org.jspecify.annotations.NullMarked;
