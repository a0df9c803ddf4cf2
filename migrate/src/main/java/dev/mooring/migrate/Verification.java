package dev.mooring.migrate;

import java.time.Duration;
import java.util.List;

/**
 * What a comparison of both sides found. Immutable.
 *
 * @param done whether there was one
 * @param source records at the source
 * @param target records at the target
 * @param ranges how many ranges of records had other hashes at first
 * @param looks how often what differed was looked at again
 * @param differences records that differ, without those that are explained
 * @param explained records that differ for a reason
 * @param first the first of both, at most {@value Report#LISTED}, faults before explanations
 * @param took how long it took
 */
public record Verification(
        boolean done,
        long source,
        long target,
        long ranges,
        long looks,
        long differences,
        long explained,
        List<Difference> first,
        Duration took) {

    /** No comparison was made. */
    static final Verification NONE = new Verification(false, 0, 0, 0, 0, 0, 0, List.of(), Duration.ZERO);

    /** Copies. */
    public Verification {
        first = List.copyOf(first);
    }

    /** Whether both sides were compared, and are equal but for what is explained. */
    public boolean equal() {
        return done && differences == 0;
    }
}
