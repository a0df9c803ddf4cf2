package dev.mooring.sync;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a backend made of a write. What is not an outcome is a {@link SyncException}: the write's fate is then open, or nothing
 * was tried. Immutable.
 */
public sealed interface Outcome {

    /**
     * Answers by kind.
     *
     * @param <T> what all answers give
     */
    <T> T match(Function<Applied, T> applied, Function<Conflict, T> conflict, Function<Refused, T> refused);

    /** Applied; the backend did not say what the record is now. */
    static Applied applied() {
        return new Applied(Optional.empty());
    }

    /** Applied; the record is now as given. */
    static Applied applied(Change now) {
        return new Applied(Optional.of(now));
    }

    /** Nothing was changed; this is what is there. */
    static Conflict conflict(Change now) {
        return new Conflict(now);
    }

    /** The backend will never take this write. */
    static Refused refused(String code, String message) {
        return new Refused(new Problem(code, message));
    }

    /**
     * The write holds.
     *
     * @param now the record at a moment after this request arrived, never a stored first answer (CREATE-5); a removal = applied
     *     and gone since; empty = the backend did not say. MUST be filled where the feed may lag behind the writes (FEED-17)
     */
    record Applied(Optional<Change> now) implements Outcome {
        /** Checks that the answer is a present or an empty one. */
        public Applied {
            Tokens.optional(now, "the present state");
        }

        @Override
        public <T> T match(Function<Applied, T> applied, Function<Conflict, T> conflict, Function<Refused, T> refused) {
            return applied.apply(this);
        }
    }

    /**
     * The write's precondition does not hold, or its id is taken; nothing was changed.
     *
     * @param now what is there; a removal = nothing. Never "unknown": throw what stopped you from reading
     */
    record Conflict(Change now) implements Outcome {
        /** Checks that it says what is there. */
        public Conflict {
            Tokens.present(now, "what a conflict found");
        }

        @Override
        public <T> T match(Function<Applied, T> applied, Function<Conflict, T> conflict, Function<Refused, T> refused) {
            return conflict.apply(this);
        }
    }

    /**
     * The backend will never take this write as it is.
     *
     * @param problem why
     */
    record Refused(Problem problem) implements Outcome {
        /** Checks that there is a reason. */
        public Refused {
            Tokens.present(problem, "the problem of a refused write");
        }

        @Override
        public <T> T match(Function<Applied, T> applied, Function<Conflict, T> conflict, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
