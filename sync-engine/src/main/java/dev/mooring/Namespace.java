package dev.mooring;

import java.util.Optional;

/**
 * Keeps the collections of several users apart in one store: each name is stored behind its user's. Immutable.
 *
 * @param prefix what the names begin with; the length of the user's id is part of it, so that no id runs into a name
 */
record Namespace(String prefix) {

    /** No collection's own name begins with it. */
    static final String MARK = "@";

    static Namespace of(Optional<String> user) {
        return new Namespace(
                user.map(id -> MARK + id.length() + MARK + id + "/").orElse(""));
    }

    String stored(String name) {
        return prefix + name;
    }

    /** The name of a stored collection, if it belongs here. */
    Optional<String> own(String stored) {
        boolean mine = prefix.isEmpty() ? !stored.isEmpty() && !stored.startsWith(MARK) : stored.startsWith(prefix);
        return mine ? Optional.of(stored.substring(prefix.length())) : Optional.empty();
    }
}
