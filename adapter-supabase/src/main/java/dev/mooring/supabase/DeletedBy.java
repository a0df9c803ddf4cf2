package dev.mooring.supabase;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a soft delete marks its row. */
public enum DeletedBy {
    /** A timestamp in the column: deleted unless it is null. */
    TIME("is.null", "not.is.null"),
    /** A boolean in the column: deleted if it is true. */
    FLAG("not.is.true", "is.true");

    private final String living;
    private final String deleted;

    DeletedBy(String living, String deleted) {
        this.living = living;
        this.deleted = deleted;
    }

    /** The filter that living rows pass. */
    String living() {
        return living;
    }

    /** The filter that deleted rows pass. */
    String deleted() {
        return deleted;
    }

    boolean marks(@Nullable Object value) {
        return this == TIME ? value != null : Boolean.TRUE.equals(value);
    }

    /** What marks a row; PostgreSQL reads the word as the time of its own transaction. */
    Map<String, @Nullable Object> mark(String column) {
        Object value = this == TIME ? "now" : true;
        return Map.of(column, value);
    }

    /** What a living row has in the column. */
    @Nullable Object unmarked() {
        return this == TIME ? null : Boolean.FALSE;
    }
}
