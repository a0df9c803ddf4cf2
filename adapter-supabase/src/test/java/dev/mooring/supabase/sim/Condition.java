package dev.mooring.supabase.sim;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A condition of a where clause, in SQL's logic of three values: null = unknown. */
@FunctionalInterface
interface Condition {

    @Nullable Boolean test(Map<String, @Nullable Object> row);

    /** Whether it lets a row through: unknown does not. */
    default boolean holds(Map<String, @Nullable Object> row) {
        return Boolean.TRUE.equals(test(row));
    }

    default Condition not() {
        return (Map<String, @Nullable Object> row) -> {
            Boolean found = test(row);
            return found == null ? null : !found;
        };
    }

    static Condition all(List<Condition> parts) {
        return (Map<String, @Nullable Object> row) -> {
            boolean unknown = false;
            for (Condition part : parts) {
                Boolean found = part.test(row);
                if (Boolean.FALSE.equals(found)) {
                    return false;
                }
                unknown |= found == null;
            }
            return unknown ? null : Boolean.TRUE;
        };
    }

    static Condition any(List<Condition> parts) {
        return all(parts.stream().map(Condition::not).toList()).not();
    }
}
