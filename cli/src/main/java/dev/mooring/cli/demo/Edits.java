package dev.mooring.cli.demo;

import java.util.List;

/**
 * What was edited offline. Immutable.
 *
 * @param merged items that both changed in different fields
 * @param clashing items that both changed in the same field
 * @param deleted items that one of them deleted
 */
record Edits(Disagreement merged, Disagreement clashing, List<String> deleted) {}
