package dev.mooring.cli.demo;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A device of the demonstration: an engine over a SQLite store, here or in a process of its own. Used by one thread. */
interface Device extends AutoCloseable {

    /** Does one thing; what it answers depends on what was asked. */
    @Nullable Object ask(String what, Map<String, ? extends @Nullable Object> with);

    @Override
    void close();

    default void put(String id, Map<String, ? extends @Nullable Object> fields) {
        ask("put", Map.of("id", id, "fields", fields));
    }

    default void patch(String id, Map<String, ? extends @Nullable Object> fields) {
        ask("patch", Map.of("id", id, "fields", fields));
    }

    default void delete(String id) {
        ask("delete", Map.of("id", id));
    }

    default void offline() {
        ask("offline", Map.of());
    }

    default void online() {
        ask("online", Map.of());
    }

    /** Goes on with another backend, over the same store. */
    default void follow(URI backend) {
        ask("follow", Map.of("backend", backend.toString()));
    }

    /** Whether everything travelled both ways within half a minute. */
    default boolean sync() {
        return Boolean.TRUE.equals(ask("sync", Map.of()));
    }

    default long pending() {
        return number(ask("pending", Map.of()));
    }

    default long deadLetters() {
        return number(ask("letters", Map.of()));
    }

    /** The whole list as this device shows it: id to fields. */
    default Map<String, Object> list() {
        Map<String, Object> shown = new TreeMap<>();
        if (ask("list", Map.of()) instanceof Map<?, ?> found) {
            found.forEach((id, fields) -> shown.put(String.valueOf(id), fields));
        }
        return shown;
    }

    private static long number(@Nullable Object answer) {
        return answer instanceof Number number ? number.longValue() : -1;
    }
}
