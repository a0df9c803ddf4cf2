package dev.mooring.fetch;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of rows.
 *
 * @param <T> what a row was read as
 * @param next where the walk goes on; empty at its end
 * @param around the answer without its rows: cursors and totals
 */
record RowPage<T>(
        List<T> items, Optional<String> next, @Nullable Object around) {}
