package dev.mooring.internal.engine;

import dev.mooring.sync.Fields;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was written of a record while its collection had no backend, and is not adopted yet: it is no pending write, so it is lost where a view is made
 * anew without it. Immutable.
 *
 * @param known what there would be without it
 * @param mine what there is
 */
record Drift(Optional<Map<String, @Nullable Object>> known, Optional<Map<String, @Nullable Object>> mine) {

    /** What there is when something else is known. */
    Optional<Map<String, @Nullable Object>> over(Optional<Map<String, @Nullable Object>> next) {
        if (known.equals(mine)) {
            return next;
        }
        return mine.map(now -> known.flatMap(was -> next.map(then -> Fields.apply(then, Fields.diff(was, now))))
                .orElse(now));
    }
}
