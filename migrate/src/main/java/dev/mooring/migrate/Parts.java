package dev.mooring.migrate;

import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.Document;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What all collections of one call share. Immutable.
 *
 * @param mapping what becomes of records
 * @param checkpoint what is known
 * @param device names the migration in its keys
 * @param places draws where the numbers of keys begin
 * @param patience calls again
 * @param throttle slows down
 * @param clock the time
 * @param pageSize records of a page
 * @param ahead reads pages ahead
 * @param halt says when to stop
 * @param told who hears of progress
 * @param ids what references become
 */
record Parts(
        Mapping mapping,
        Checkpoint checkpoint,
        String device,
        RandomGenerator places,
        Patience patience,
        Throttle throttle,
        Clock clock,
        int pageSize,
        Ahead ahead,
        Halt halt,
        Telling told,
        TargetIds ids) {

    /** A record as the target shall have it, with what it refers to by its ids there. */
    Document mapped(String collection, Document source) {
        return mapping.map(collection, source, ids);
    }

    Duration since(long millis) {
        return Duration.ofMillis(clock.millis() - millis);
    }
}
