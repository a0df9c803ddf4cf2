package dev.mooring.store;

import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * A write that needs a person: it was given up, or its conflict could not be resolved. It stays until it is edited and sent
 * again, or discarded. Its identity in the store is the number. Immutable.
 *
 * @param number its own, never reused
 * @param write the write as it was given up
 * @param reason why
 * @param problem what was said
 * @param base the ancestor the write was made on, as far as it is known
 * @param theirs what the backend has instead, where there is a conflict
 * @param cause the dead letter that this one was parked with
 * @param at when it was given up
 */
public record DeadLetter(
        long number,
        PendingWrite write,
        Reason reason,
        Problem problem,
        Optional<Document> base,
        Optional<Change> theirs,
        Optional<Long> cause,
        Instant at) {

    /** The collection of the write. */
    public String collection() {
        return write.collection();
    }

    /** Names the write and why it was given up; what its fields hold is the application's. */
    @Override
    public String toString() {
        return "DeadLetter[" + number + " " + reason + ", " + Brief.text(problem.code()) + ": "
                + Brief.text(problem.message()) + ", " + write + "]";
    }

    /** Why a write was given up. Stored by name. */
    public enum Reason {
        /** The backend refused it. */
        REFUSED,
        /** The policy for retries ran out. */
        EXHAUSTED,
        /** The application gave it up while it waited. */
        ENDED,
        /** It conflicts with what the backend has, and nothing resolved that. */
        CONFLICT,
        /** A write it depends on was given up. */
        DEPENDENCY
    }
}
