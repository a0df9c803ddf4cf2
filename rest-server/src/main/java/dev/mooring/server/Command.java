package dev.mooring.server;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One write, as it was asked for.
 *
 * @param id the record; empty where the server is to make it
 * @param owner who is to own the record; empty = unchanged, or the caller
 * @param key the idempotency key
 */
record Command(
        Verb verb,
        Optional<String> id,
        Map<String, @Nullable Object> fields,
        Optional<String> owner,
        Condition condition,
        Optional<String> key) {
    /** What a write does. */
    enum Verb {
        /** Makes a record that must not exist. */
        CREATE,
        /** Makes or replaces a record. */
        PUT,
        /** Replaces the top-level fields that are named, whole; null clears. */
        PATCH,
        /** RFC 7396: merges into maps at every level; null clears at every level. */
        MERGE,
        /** Removes a record. */
        DELETE
    }

    /** The same request has the same print, whether it came alone or in a batch. A create and a put both bring a whole record. */
    String print() {
        Verb kind = verb == Verb.CREATE ? Verb.PUT : verb;
        return Users.digest(kind + "\n" + id.orElse("") + "\n" + owner.orElse("") + "\n" + Json.write(fields));
    }
}
