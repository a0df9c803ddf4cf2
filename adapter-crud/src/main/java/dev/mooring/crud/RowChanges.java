package dev.mooring.crud;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a change log.
 *
 * @param rows rows as they are now, deleted ones (by their flag) included
 * @param removed ids of rows that were deleted and left no row behind. An id is in {@code rows} or in {@code removed} or in
 *     {@code left}, never in two of them
 * @param left ids of rows that this reader no longer sees, whether or not they exist
 * @param next where the log goes on, in the function's own words
 * @param more whether to ask again at once; then {@code next} differs from the position that was asked
 * @param expired whether the log no longer reaches back to the position that was asked: everything is read anew
 */
public record RowChanges(
        Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows,
        List<String> removed,
        List<String> left,
        String next,
        boolean more,
        boolean expired) {

    /** Copies the ids. */
    public RowChanges {
        removed = List.copyOf(removed);
        left = List.copyOf(left);
    }

    /** Rows that changed; no removals. */
    public static RowChanges of(
            Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows, String next, boolean more) {
        return new RowChanges(rows, List.of(), List.of(), next, more, false);
    }

    /** The log no longer reaches back to the position that was asked. */
    public static RowChanges startOver() {
        return new RowChanges(List.of(), List.of(), List.of(), "", false, true);
    }

    /** The same part, with ids of rows that were deleted. */
    public RowChanges removed(List<String> ids) {
        return new RowChanges(rows, ids, left, next, more, expired);
    }

    /** The same part, with ids of rows that this reader no longer sees. */
    public RowChanges left(List<String> ids) {
        return new RowChanges(rows, removed, ids, next, more, expired);
    }
}
