package dev.mooring.crud;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a writing function says of its work. What it cannot say it throws: {@link dev.mooring.sync.Rejected} for a write that will
 * never be taken, any other exception for a failure. Immutable.
 */
public abstract sealed class Answer {

    private static final Answer UNTOLD = new Untold();
    private static final Answer UNCHANGED = new Unchanged();
    private static final Answer REPEATED = new Repeated();

    /** Done; the backend did not say what the row is now. The record's next update waits for a pull. */
    public static Answer saved() {
        return UNTOLD;
    }

    /**
     * Done; this is the whole row as it is now, bookkeeping columns included.
     *
     * @param row every column of the row; a missing id is taken to be the one that was asked for
     */
    public static Answer saved(Map<String, ? extends @Nullable Object> row) {
        return new Saved(Objects.requireNonNull(row, "the saved row"));
    }

    /**
     * Done; the backend told only these columns, such as the id it made or the new version. They are laid over what was sent where
     * that was the whole row; after a partial update the adapter reads the row again.
     *
     * @param columns the columns that were told
     */
    public static Answer partly(Map<String, ? extends @Nullable Object> columns) {
        return new Partly(Objects.requireNonNull(columns, "the told columns"));
    }

    /**
     * Nothing was done, because what was asked for does not fit what is there: the id of a create is taken, the row of an update or
     * a delete is gone, or its version is not the expected one. The adapter reads what is there and tells it.
     */
    public static Answer unchanged() {
        return UNCHANGED;
    }

    /**
     * Nothing was done now, because a write with this key was done before. For functions that remember keys
     * ({@link CrudBuilder#remembersKeys()}).
     */
    public static Answer repeated() {
        return REPEATED;
    }

    abstract <T> T match(Cases<T> cases);

    /** One reaction per kind. */
    interface Cases<T> {
        T saved(Map<String, ? extends @Nullable Object> row);

        T partly(Map<String, ? extends @Nullable Object> columns);

        T untold();

        T unchanged();

        T repeated();
    }

    private static final class Saved extends Answer {
        private final Map<String, ? extends @Nullable Object> row;

        Saved(Map<String, ? extends @Nullable Object> row) {
            this.row = row;
        }

        @Override
        <T> T match(Cases<T> cases) {
            return cases.saved(row);
        }
    }

    private static final class Partly extends Answer {
        private final Map<String, ? extends @Nullable Object> columns;

        Partly(Map<String, ? extends @Nullable Object> columns) {
            this.columns = columns;
        }

        @Override
        <T> T match(Cases<T> cases) {
            return cases.partly(columns);
        }
    }

    private static final class Untold extends Answer {
        @Override
        <T> T match(Cases<T> cases) {
            return cases.untold();
        }
    }

    private static final class Unchanged extends Answer {
        @Override
        <T> T match(Cases<T> cases) {
            return cases.unchanged();
        }
    }

    private static final class Repeated extends Answer {
        @Override
        <T> T match(Cases<T> cases) {
            return cases.repeated();
        }
    }
}
