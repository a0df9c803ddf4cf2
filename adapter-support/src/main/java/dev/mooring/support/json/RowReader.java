package dev.mooring.support.json;

import org.jspecify.annotations.Nullable;

/** Takes rows one by one while a document is still being read. */
@FunctionalInterface
public interface RowReader {

    /**
     * Takes one row. What it throws ends the reading and reaches the caller as it is.
     *
     * @param key the row's name where the rows are members of an object, else its position
     * @param value the row, in the canonical form of {@code Fields}
     */
    void row(String key, @Nullable Object value);
}
