package dev.mooring.support.cursor;

/**
 * Where a row stands in an order by stamp and id. Immutable.
 *
 * @param stamp the server's own text, every digit of it: cut to milliseconds it is another stamp
 * @param id breaks the tie of equal stamps
 * @param version tells states of the row apart; the stamp itself where there is nothing better
 */
public record Stamped(String stamp, String id, String version) {}
