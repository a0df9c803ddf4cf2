package dev.mooring.crud;

import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small things that the tests are made of. */
final class Samples {

    private Samples() {}

    static WriteKey key(long number) {
        return WriteKey.of("phone", number);
    }

    /** A map from names and values in turn; a value may be null. */
    static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }

    /** What the outcome says is there now; fails unless it was applied. */
    static Optional<Change> applied(Outcome outcome) {
        return outcome.match(
                Outcome.Applied::now,
                conflict -> {
                    throw new AssertionError("not applied: " + conflict);
                },
                refused -> {
                    throw new AssertionError("not applied: " + refused);
                });
    }

    /** The document that an applied write left behind. */
    static Document saved(Outcome outcome) {
        return applied(outcome)
                .flatMap(Change::present)
                .orElseThrow(() -> new AssertionError("no document: " + outcome));
    }

    /** What is there instead; fails unless it was a conflict. */
    static Change conflict(Outcome outcome) {
        return outcome.match(
                applied -> {
                    throw new AssertionError("no conflict: " + applied);
                },
                Outcome.Conflict::now,
                refused -> {
                    throw new AssertionError("no conflict: " + refused);
                });
    }

    /** The code of a refusal; fails unless it was one. */
    static String refusal(Outcome outcome) {
        return outcome.match(
                applied -> {
                    throw new AssertionError("not refused: " + applied);
                },
                conflict -> {
                    throw new AssertionError("not refused: " + conflict);
                },
                refused -> refused.problem().code() + ": " + refused.problem().message());
    }
}
