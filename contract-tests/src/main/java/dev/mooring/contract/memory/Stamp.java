package dev.mooring.contract.memory;

import java.time.Instant;

/**
 * A place in the order of changes.
 *
 * @param number from one counter for all records, never drawn twice
 * @param at when it was drawn
 */
record Stamp(long number, Instant at) {}
