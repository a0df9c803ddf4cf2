package dev.mooring.migrate;

import java.time.Duration;
import java.util.List;

/**
 * What became of one collection. Immutable.
 *
 * @param name its name at the source
 * @param target its name at the target
 * @param state how far it is
 * @param counts what was done, since the migration began
 * @param working how long it was worked on
 * @param quarantined how many records are in quarantine
 * @param firstQuarantined the first of them, at most {@value Report#LISTED}
 * @param verification what the last comparison found
 * @param notes what else there is to say: how a weak feed was dealt with
 */
public record CollectionReport(
        String name,
        String target,
        State state,
        Counts counts,
        Duration working,
        long quarantined,
        List<Quarantined> firstQuarantined,
        Verification verification,
        List<String> notes) {

    /** Copies. */
    public CollectionReport {
        firstQuarantined = List.copyOf(firstQuarantined);
        notes = List.copyOf(notes);
    }

    /** The same, with notes. */
    CollectionReport with(List<String> said) {
        return new CollectionReport(
                name, target, state, counts, working, quarantined, firstQuarantined, verification, said);
    }

    /** Records per second, over the time that it was worked on. */
    public double rate() {
        long done = counts.written() + counts.unchanged();
        return working.isZero() ? 0 : done * 1e9 / working.toNanos();
    }
}
