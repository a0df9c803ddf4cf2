package dev.mooring.internal.plan;

import dev.mooring.Merge;

/**
 * What a plan has to know of a collection.
 *
 * @param merge resolves conflicts
 * @param keepsKeys whether the backend remembers the keys of writes, so that a conflict means that this write never arrived
 */
public record Policy(Merge merge, boolean keepsKeys) {}
