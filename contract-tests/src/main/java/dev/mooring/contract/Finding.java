package dev.mooring.contract;

/**
 * What a run found out about one rule.
 *
 * @param reason why it was skipped, or how it failed; otherwise empty
 */
record Finding(CatalogueRule rule, Verdict verdict, String reason) {}
