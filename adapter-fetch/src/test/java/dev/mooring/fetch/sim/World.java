package dev.mooring.fetch.sim;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an API remembers: rows, keys, tokens, and a clock of its own. Not safe for several threads. */
final class World {
    /** 2026-01-01T00:00:00Z. */
    private static final long BEGINNING = 1_767_225_600_000_000L;

    private final Style style;
    private final Map<String, Items> collections = new HashMap<>();
    private final Map<String, Kept> answers = new HashMap<>();
    private final Set<String> tokens = new HashSet<>();
    private long number;
    private long generation = 1;
    private long now = BEGINNING;
    private boolean held;

    World(Style style) {
        this.style = style;
    }

    Items items(String collection) {
        return collections.computeIfAbsent(collection, name -> new Items(this));
    }

    /** A number that is used once: a version, a place in a list and in the feed. */
    long next() {
        return ++number;
    }

    long last() {
        return number;
    }

    /** The stamp of a write: another one each time, unless the clock is held. */
    long stamp() {
        now += held ? 0 : style.tick();
        return now;
    }

    void hold(boolean still) {
        held = still;
    }

    static String rfc3339(long micros, boolean fine) {
        String seconds = Instant.ofEpochSecond(micros / 1_000_000).toString().replace("Z", "");
        return fine
                ? String.format("%s.%06dZ", seconds, micros % 1_000_000)
                : String.format("%s.%03dZ", seconds, micros % 1_000_000 / 1000);
    }

    long generation() {
        return generation;
    }

    void expireCursors() {
        generation++;
    }

    Optional<Kept> kept(String key) {
        return Optional.ofNullable(answers.get(key));
    }

    void keep(String key, Kept answer) {
        answers.put(key, answer);
    }

    void forgetKeys() {
        answers.clear();
    }

    void admit(String token) {
        tokens.add(token);
    }

    void expireTokens() {
        tokens.clear();
    }

    boolean knows(String token) {
        return tokens.contains(token);
    }

    /**
     * The answer to a key.
     *
     * @param print tells another request with the same key apart
     * @param id the row that it was about
     */
    record Kept(String print, Reply reply, String id) {}
}
