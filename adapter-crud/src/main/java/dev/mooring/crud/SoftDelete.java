package dev.mooring.crud;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A column that marks deleted rows. A row is deleted unless the column is null, false, 0 or empty text.
 *
 * @param column its name
 * @param deleted makes the value that marks a deletion
 * @param alive the value that takes it back
 */
record SoftDelete(
        String column, Supplier<Object> deleted, @Nullable Object alive) {

    static boolean marks(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        return value != null && !Boolean.FALSE.equals(value) && !"".equals(value);
    }
}
