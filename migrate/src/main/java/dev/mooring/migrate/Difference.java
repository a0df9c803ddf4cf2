package dev.mooring.migrate;

import java.util.Optional;

/**
 * A record that is not the same on both sides. Immutable.
 *
 * @param collection the collection at the source
 * @param id its id at the target
 * @param kind how it differs
 * @param explanation why that is no fault, where it is none: quarantined, changed since, not of this migration
 */
public record Difference(String collection, String id, Kind kind, Optional<String> explanation) {

    /** How a record differs. */
    public enum Kind {
        /** The source has it, the target does not. */
        MISSING,
        /** The target has it, the source does not. */
        EXTRA,
        /** Both have it, with other values. */
        DIFFERENT
    }
}
