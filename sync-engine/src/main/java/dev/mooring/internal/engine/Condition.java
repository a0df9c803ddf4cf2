package dev.mooring.internal.engine;

import dev.mooring.Trouble;
import java.util.Optional;
import java.util.Set;

/**
 * How a collection stands. Immutable.
 *
 * @param trouble what went wrong last, until something goes right
 */
public record Condition(Optional<Trouble> trouble) {

    /** Nothing happened yet. */
    public static final Condition NEW = new Condition(Optional.empty());

    Condition reached() {
        return NEW;
    }

    /** The collection's name is known elsewhere. */
    Condition failed(Trouble.Kind kind, String message) {
        return new Condition(Optional.of(Trouble.of(kind, "", Set.of(), message)));
    }
}
