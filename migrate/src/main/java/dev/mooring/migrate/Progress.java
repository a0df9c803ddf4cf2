package dev.mooring.migrate;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One collection moved on. Told after every page, one at a time, on a thread of the migration. Immutable.
 *
 * @param collection its name at the source
 * @param step what is being done
 * @param done records that were dealt with in this step
 * @param expected how many there are, where that is known
 * @param rate records per second, in this run
 * @param remaining the time that is left, where it can be told
 * @param quarantined records that are in quarantine
 */
public record Progress(
        String collection,
        Step step,
        long done,
        OptionalLong expected,
        double rate,
        Optional<Duration> remaining,
        long quarantined) {

    /** What a migration does with a collection. */
    public enum Step {
        /** Reading for a plan. */
        PLAN,
        /** Copying what is there. */
        COPY,
        /** Carrying over what changed. */
        TAIL,
        /** Reading the source once more. */
        SWEEP,
        /** Comparing both sides. */
        VERIFY,
        /** Writing what was found to differ. */
        REPAIR
    }
}
