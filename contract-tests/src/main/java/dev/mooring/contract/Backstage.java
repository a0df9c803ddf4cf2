package dev.mooring.contract;

import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What only the owner of a backend can make happen. Each hook is optional: one that answers no skips the rules that need it,
 * with that reason. Hooks act on the collection that the contract's adapters read, past the adapters.
 */
public interface Backstage {

    /** The record leaves what the adapters see, without being deleted: another owner, a filter that no longer fits. */
    default boolean leave(String id) {
        return false;
    }

    /** The record that left comes back into what the adapters see. */
    default boolean enter(String id) {
        return false;
    }

    /** Begins to make a write that is stamped now and visible only when it is committed. */
    default Optional<Late> begin(Write write) {
        return Optional.empty();
    }

    /** Every cursor that was handed out so far expires. */
    default boolean expireCursors() {
        return false;
    }

    /** Puts a record there without the stamp that the feed is ordered by, as rows from before the stamp was introduced. */
    default boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        return false;
    }

    /** A write that is under way. */
    interface Late {
        /** Makes it visible. */
        Outcome commit();
    }
}
