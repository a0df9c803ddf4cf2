package dev.mooring.server;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes the ids of new records, where the server does. */
final class NewIds {
    private final ServerIds maker;
    private final RandomGenerator random;

    NewIds(ServerIds maker, RandomGenerator random) {
        this.maker = maker;
        this.random = random;
    }

    boolean areNumbers() {
        return maker == ServerIds.INTEGER;
    }

    /** Refuses a new record whose id is given although the server makes it, or missing although the client does. */
    void check(Optional<String> given) {
        if (maker == ServerIds.NONE && given.isEmpty()) {
            throw new Rejection(422, "id-missing", "a new record needs an id on this server");
        }
        if (maker != ServerIds.NONE && given.isPresent()) {
            throw new Rejection(422, "id-given", "this server makes the ids of new records itself: POST without an id");
        }
    }

    /** A new id; the number of the commit is never used twice. */
    String make(long sequence) {
        return areNumbers()
                ? Long.toString(sequence)
                : String.format("%016x%016x", random.nextLong(), random.nextLong());
    }
}
