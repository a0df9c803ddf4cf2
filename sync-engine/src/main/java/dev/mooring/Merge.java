package dev.mooring;

import dev.mooring.sync.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a record that was changed here and at the backend since both were the same (law 12). MUST be a pure
 * function: it may be asked again. When it throws, the local change goes to the dead letters with all three states, and nothing is lost.
 * Safe for several threads.
 */
@FunctionalInterface
public interface Merge {

    /**
     * The fields the record is to have.
     *
     * @param base what both started from; empty when both created the record
     * @param mine what the application made of it
     * @param theirs what the backend has now
     */
    Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> base,
            Map<String, @Nullable Object> mine,
            Map<String, @Nullable Object> theirs);

    /** Per top-level field: a field that was changed here is as here, every other one as at the backend. The default. */
    static Merge fields() {
        return (base, mine, theirs) -> {
            Map<String, @Nullable Object> merged = new LinkedHashMap<>(theirs);
            Fields.diff(base, mine).forEach(merged::put);
            merged.values().removeIf(Objects::isNull);
            return merged;
        };
    }

    /** What the application made, whole. */
    static Merge mine() {
        return (base, mine, theirs) -> Fields.document(mine);
    }

    /** What the backend has, whole: the local change is dropped. */
    static Merge theirs() {
        return (base, mine, theirs) -> Fields.document(theirs);
    }
}
