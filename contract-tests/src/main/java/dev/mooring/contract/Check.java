package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Assertions whose messages an adapter's author can act on: what was done, what was expected, what was seen. */
final class Check {

    private Check() {}

    /** Both are equal. */
    static void same(@Nullable Object expected, @Nullable Object seen, String done) {
        if (!Objects.equals(expected, seen)) {
            String message = done + ": expected " + shown(expected) + ", seen " + shown(seen);
            throw new AssertionFailedError(message, expected, seen);
        }
    }

    /** It holds. */
    static void that(boolean holds, String done, String expected, @Nullable Object seen) {
        if (!holds) {
            throw new AssertionFailedError(done + ": expected " + expected + ", seen " + shown(seen));
        }
    }

    /** The record is among those seen; answers it. */
    static Document seen(Map<String, Document> records, @Nullable String id, String done) {
        Document record = records.get(id);
        return record != null ? record : fail(done, "the record '" + id + "'", records.keySet());
    }

    /** The outcome is applied; answers what the record is now, where the backend said so. */
    static Outcome.Applied applied(Outcome outcome, String done) {
        return outcome.match(
                applied -> applied,
                conflict -> fail(done, "Applied", outcome),
                refused -> fail(done, "Applied", outcome));
    }

    /** The outcome is a conflict; answers what is there. */
    static Change conflict(Outcome outcome, String done) {
        return outcome.match(
                applied -> fail(done, "Conflict", outcome),
                Outcome.Conflict::now,
                refused -> fail(done, "Conflict", outcome));
    }

    /** The outcome is a conflict that says that nothing is there. */
    static Change.Removal gone(Outcome outcome, String done) {
        String expected = "Conflict with a Removal";
        return conflict(outcome, done).match(upsert -> fail(done, expected, upsert), removal -> removal);
    }

    /** The outcome is a refusal; answers its words. */
    static String refused(Outcome outcome, String done) {
        return outcome.match(
                applied -> fail(done, "Refused", outcome),
                conflict -> fail(done, "Refused", outcome),
                refused -> refused.problem().code() + ": " + refused.problem().message());
    }

    /** The call throws an exception of that kind; answers it. */
    static <E extends RuntimeException> E thrown(Class<E> kind, String done, Supplier<?> call) {
        Object answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            if (kind.isInstance(e)) {
                return kind.cast(e);
            }
            throw new AssertionFailedError(done + ": expected " + kind.getSimpleName() + ", thrown was " + e, e);
        }
        return fail(done, kind.getSimpleName() + " thrown", answer);
    }

    /** Ends the test as failed. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // It stands where any value is expected.
    static <T> T fail(String done, String expected, @Nullable Object seen) {
        throw new AssertionFailedError(done + ": expected " + expected + ", seen " + shown(seen));
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String string ? "'" + string + "'" : String.valueOf(value);
        return text.length() <= 500 ? text : text.substring(0, 500) + " ... (" + text.length() + " characters)";
    }
}
