package dev.mooring.support.events;

/**
 * One event.
 *
 * @param type {@code message} where the stream does not say
 * @param data its lines, joined
 */
public record Event(String type, String data) {}
