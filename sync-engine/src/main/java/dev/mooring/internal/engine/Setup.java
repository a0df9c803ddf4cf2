package dev.mooring.internal.engine;

import dev.mooring.Merge;
import dev.mooring.Retry;
import dev.mooring.internal.plan.Policy;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Verb;
import java.time.Duration;
import java.util.Map;

/**
 * How one collection is synchronised.
 *
 * @param collection its name in the store
 * @param adapter its backend
 * @param guarantees what the backend promises
 * @param policy how conflicts are resolved
 * @param retry how failures are retried
 * @param debounce how long a write waits for the next edit
 * @param patience how long edits can put off a write altogether
 * @param interval how often it is pulled
 * @param sweep how often a feed that may miss something is read whole
 * @param parallel how many calls push at once
 * @param page how many records are asked for at once
 * @param references fields that hold ids of other records, with the collection of those
 */
public record Setup(
        String collection,
        SyncAdapter adapter,
        Guarantees guarantees,
        Policy policy,
        Retry retry,
        Duration debounce,
        Duration patience,
        Duration interval,
        Duration sweep,
        int parallel,
        int page,
        Map<String, String> references) {

    /** With everything at its default. */
    public static Setup of(String collection, SyncAdapter adapter) {
        Guarantees guarantees = adapter.guarantees();
        return new Setup(
                collection,
                adapter,
                guarantees,
                new Policy(Merge.fields(), guarantees.replay().keepsKeys()),
                Retry.forever(),
                Duration.ZERO,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                4,
                Math.min(1_000, guarantees.largestPage()),
                Map.of());
    }

    /**
     * Another collection that is kept in the same way, as far as that can be taken for granted. How its conflicts are resolved cannot: a rule of
     * this one could drop its edits. By field nothing is lost.
     */
    Setup named(String other) {
        return new Setup(
                other,
                adapter,
                guarantees,
                new Policy(Merge.fields(), policy.keepsKeys()),
                retry,
                debounce,
                patience,
                interval,
                sweep,
                parallel,
                page,
                Map.of());
    }

    /** Whether an update or a delete has to name the version it was made on. */
    boolean needsVersion(Verb verb) {
        return switch (verb) {
            case CREATE -> false;
            case UPDATE -> guarantees.conditionalUpdates();
            case DELETE -> guarantees.conditionalDeletes();
        };
    }
}
