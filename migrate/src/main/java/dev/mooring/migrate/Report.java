package dev.mooring.migrate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a migration did: for people as {@link #markdown()}, for machines as {@link #json()}. Immutable.
 *
 * @param action what was called: run, verify, repair, retry, believe-gone
 * @param state how far the migration is
 * @param paused whether it ended because it was told to pause
 * @param started when this call began
 * @param took how long it took
 * @param collections the collections, in the order of the source's
 */
public record Report(
        String action,
        State state,
        boolean paused,
        Instant started,
        Duration took,
        List<CollectionReport> collections) {

    /** How many quarantined records and differences are listed, of each collection. */
    public static final int LISTED = 100;

    /** Copies. */
    public Report {
        collections = List.copyOf(collections);
    }

    /** Whether nothing is left to look at: no record in quarantine, no unexplained difference. */
    public boolean clean() {
        return collections.stream()
                .allMatch(each -> each.quarantined() == 0 && each.verification().differences() == 0);
    }

    /** One collection's part. */
    public CollectionReport collection(String name) {
        return collections.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no collection '" + name + "'"));
    }

    /** The report in Markdown. */
    public String markdown() {
        return ReportText.markdown(this);
    }

    /** The report in JSON; the form is described in {@code docs/migrate.md}. */
    public String json() {
        return ReportJson.text(this);
    }
}
