package dev.mooring.migrate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a migration would do, found without a write. Immutable.
 *
 * @param started when it was made
 * @param took how long reading took
 * @param collections the collections, in the order of the source's
 */
public record Plan(Instant started, Duration took, List<CollectionPlan> collections) {

    /** Copies. */
    public Plan {
        collections = List.copyOf(collections);
    }

    /** Whether every record fits. */
    public boolean fits() {
        return collections.stream().allMatch(each -> each.unfit() == 0);
    }

    /** How long the copy will roughly take, with one collection after the other. */
    public Duration estimate() {
        return collections.stream().map(CollectionPlan::estimate).reduce(Duration.ZERO, Duration::plus);
    }

    /** The plan in Markdown. */
    public String markdown() {
        return PlanText.markdown(this);
    }

    /** The plan in JSON; the form is described in {@code docs/migrate.md}. */
    public String json() {
        return PlanText.json(this);
    }
}
