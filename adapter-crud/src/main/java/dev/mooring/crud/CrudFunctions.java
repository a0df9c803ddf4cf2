package dev.mooring.crud;

import dev.mooring.sync.SyncException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the functions. They may be called by several threads at once and may throw anything: the table is in
 * {@code docs/adapters/crud.md}. They stop when their thread is interrupted.
 */
public final class CrudFunctions {

    private CrudFunctions() {}

    /** Reads all rows. */
    @FunctionalInterface
    public interface ListAll {
        /** Every row, in any order; deleted ones (by their flag) may be among them. */
        Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows() throws Exception;
    }

    /** Reads rows part by part. */
    @FunctionalInterface
    public interface ListPages {
        /**
         * One part.
         *
         * @param cursor the last part's {@link Rows#next()}; empty = from the beginning
         * @param limit the most rows that are wanted
         */
        Rows page(Optional<String> cursor, int limit) throws Exception;
    }

    /** Reads what was updated since a time. */
    @FunctionalInterface
    public interface ListSince {
        /** The rows, in the order of (updated, id). */
        Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows(Since since) throws Exception;
    }

    /** Tells where a change log ends now. */
    @FunctionalInterface
    public interface LogPosition {
        /** A position, in the function's own words, never empty: whatever commits later comes after it. */
        String now() throws Exception;
    }

    /** Reads a change log. */
    @FunctionalInterface
    public interface ChangeLog {
        /**
         * What changed.
         *
         * @param position {@link LogPosition#now()} or the last part's {@link RowChanges#next()}
         * @param limit the most rows that are wanted
         */
        RowChanges since(String position, int limit) throws Exception;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Get {
        /** The row, a deleted one (by its flag) included; empty = there is none. */
        Optional<? extends Map<String, ? extends @Nullable Object>> row(String id) throws Exception;
    }

    /**
     * Writes one row.
     *
     * @param <R> what is asked for
     */
    @FunctionalInterface
    public interface Save<R extends RowWrite> {
        /** Does it, or answers {@link Answer#unchanged()}. */
        Answer save(R write) throws Exception;
    }

    /**
     * Writes many rows in one call, each of another record.
     *
     * @param <R> what is asked for
     */
    @FunctionalInterface
    public interface SaveAll<R extends RowWrite> {
        /**
         * Does them, each on its own terms: one answer per write, in order. {@link dev.mooring.sync.Rejected} means that nothing of
         * it was taken.
         */
        List<Answer> save(List<R> writes) throws Exception;
    }

    /** Sees the row that the backend answered to a create or an update. */
    @FunctionalInterface
    public interface OnSaved {
        /**
         * The row to go on with.
         *
         * @param row what the backend answered
         * @param created whether the write was a create
         */
        Map<String, ? extends @Nullable Object> saved(Map<String, @Nullable Object> row, boolean created)
                throws Exception;
    }

    /** Subscribes to hints. */
    @FunctionalInterface
    public interface Subscribe {
        /** Returns when hints arrive from now on; what it returns ends them. */
        AutoCloseable subscribe(Hints hints) throws Exception;
    }

    /** Says what an exception of a function means. */
    @FunctionalInterface
    public interface Errors {
        /**
         * What to throw instead; empty = what the adapter would make of it.
         *
         * @param failure what a function threw
         * @param write whether a writing function threw it
         */
        Optional<SyncException> meaning(Exception failure, boolean write);
    }
}
