package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What holds for every answer of every adapter, whatever the test is about. Safe for several threads. */
final class Shape {

    private final Map<Cursor, ChangePage.Kind> ends = new ConcurrentHashMap<>();

    /** A page of a listing or of a key scan. */
    void page(String verb, Cursor from, Cursor next, boolean more, int size, Guarantees guarantees) {
        goesOn(verb, from, next, more);
        Check.that(
                size <= guarantees.largestPage(),
                verb + " after " + from,
                "at most largestPage = " + guarantees.largestPage() + " records",
                size);
    }

    /** A page of the feed. */
    void changes(Cursor since, ChangePage page) {
        String verb = "changesSince(" + since + ")";
        goesOn("changesSince", since, page.next(), page.more());
        ChangePage.Kind before = ends.get(since);
        if (since.isStart()) {
            Check.same(ChangePage.Kind.SNAPSHOT_START, page.kind(), verb);
        }
        Check.that(
                before != ChangePage.Kind.DELTA || page.kind() != ChangePage.Kind.SNAPSHOT,
                verb + ", the cursor of a DELTA page",
                "no SNAPSHOT page without a new SNAPSHOT_START",
                page.kind());
        if (!page.next().isStart()) {
            ends.put(page.next(), page.more() && page.kind().snapshot() ? page.kind() : ChangePage.Kind.DELTA);
        }
    }

    /** The answer to a write. */
    void outcome(Write write, @Nullable Outcome outcome, Guarantees guarantees) {
        if (outcome == null) {
            Check.fail("the answer to " + write, "an outcome", null);
            return;
        }
        Optional<Change> now = outcome.match(
                applied -> applied.now(), conflict -> Optional.of(conflict.now()), refused -> Optional.empty());
        boolean temporary = write.match(create -> true, update -> false, delete -> false)
                && !guarantees.ids().clientMade();
        now.filter(change -> !temporary)
                .ifPresent(change -> Check.same(write.id(), change.id(), "the id in the answer to " + write));
    }

    /** The same record, read in two ways. */
    static void sameRecord(Document listed, Document other, String way) {
        String done = "the record '" + listed.id() + "' by list and by " + way;
        Check.same(listed.fields(), other.fields(), done);
        Check.same(listed.version(), other.version(), done);
    }

    private static void goesOn(String verb, Cursor from, Cursor next, boolean more) {
        Check.that(!more || !next.equals(from), verb + " after " + from + " says more", "another cursor", next);
    }
}
