package dev.mooring.crud;

import dev.mooring.sync.Outcome;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What to do about a write: it is decided, or something is to be sent. Immutable. */
sealed interface Step {

    <T extends @Nullable Object> T match(Function<Outcome, T> decided, Function<RowWrite, T> send);

    static Step decided(Outcome outcome) {
        return new Decided(outcome);
    }

    static Step send(RowWrite write) {
        return new Send(write);
    }

    record Decided(Outcome outcome) implements Step {
        @Override
        public <T extends @Nullable Object> T match(Function<Outcome, T> decided, Function<RowWrite, T> send) {
            return decided.apply(outcome);
        }
    }

    record Send(RowWrite write) implements Step {
        @Override
        public <T extends @Nullable Object> T match(Function<Outcome, T> decided, Function<RowWrite, T> send) {
            return send.apply(write);
        }
    }
}
