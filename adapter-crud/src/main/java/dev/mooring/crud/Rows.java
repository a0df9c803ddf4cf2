package dev.mooring.crud;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing.
 *
 * @param rows the rows of this part; a short part is not the end
 * @param next where the listing goes on, in the function's own words; empty = this was the last part
 */
public record Rows(
        Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows, Optional<String> next) {

    /** A part that has another one behind it. */
    public static Rows more(Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows, String next) {
        return new Rows(rows, Optional.of(next));
    }

    /** The last part. */
    public static Rows last(Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows) {
        return new Rows(rows, Optional.empty());
    }
}
