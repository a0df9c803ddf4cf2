package dev.mooring.contract;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@link dev.mooring.sync.SyncAdapter#changesSince}: snapshots, cursors and limits. */
abstract class FeedRules extends FeedPagingRules {

    private static final List<String> UNREADABLE =
            List.of("nonsense", "0", "-1", "99999999", "{\"a\":1}", "eyJh", "x\u0000\n/%");

    FeedRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("FEED-1")
    @DisplayName("START answers the start of a snapshot, with records and without")
    void startAnswersASnapshotStart() {
        Peer ours = client();

        ChangePage.Kind empty = ours.adapter().changesSince(Cursor.START, 1).kind();
        ours.makeMany(1, 2);
        ChangePage.Kind filled = ours.adapter().changesSince(Cursor.START, 1).kind();

        Check.same(ChangePage.Kind.SNAPSHOT_START, empty, "changesSince(START) of an empty collection");
        Check.same(ChangePage.Kind.SNAPSHOT_START, filled, "changesSince(START)");
    }

    @Test
    @ContractRule("FEED-2")
    @DisplayName("a snapshot shows every record with its fields")
    void snapshotShowsEveryRecord() {
        Peer ours = client();
        Document first = ours.make(1);
        Document second = ours.make(2);

        Mirror mirror = client().mirror().pull(Peer.PAGE);

        Check.same(Set.of(first.id(), second.id()), mirror.records().keySet(), "changesSince(START) after two creates");
        Check.same(fields(1), ours.own(mirror.see(first.id())), "changesSince(START), the fields of the first");
        Check.same(fields(2), ours.own(mirror.see(second.id())), "changesSince(START), the fields of the second");
    }

    @Test
    @ContractRule("FEED-3")
    @DisplayName("a snapshot ends, and no page of one follows a page of changes unless a new one starts")
    void snapshotEnds() {
        Peer ours = client();
        ours.makeMany(1, 4);
        Mirror mirror = ours.mirror();

        List<ChangePage.Kind> kinds = new ArrayList<>();
        for (int pull = 0; pull < 3; pull++) {
            kinds.addAll(kindsOfAPull(mirror));
            ours.make(10 + pull);
        }

        for (int i = 1; i < kinds.size(); i++) {
            boolean strayed = kinds.get(i) == ChangePage.Kind.SNAPSHOT && kinds.get(i - 1) == ChangePage.Kind.DELTA;
            Check.that(!strayed, "three pulls in pages of one", "no SNAPSHOT page after a DELTA page", kinds);
        }
    }

    @Test
    @ContractRule("FEED-6")
    @DisplayName("where a page says that there is more, its cursor differs from the one that was asked")
    void moreComesWithAnotherCursor() {
        Peer ours = client();
        ours.makeMany(1, 4);
        Mirror mirror = client().mirror();
        goThrough(mirror);
        ours.makeMany(10, 4);

        goThrough(mirror);

        Check.same(ours.all().keySet(), mirror.records().keySet(), "two pulls in pages of one, beside list");
    }

    @Test
    @ContractRule("FEED-7")
    @DisplayName("the same cursor asked twice shows the changes twice")
    void sameCursorShowsTheChangesTwice() {
        Peer ours = client();
        Cursor cursor = ours.mirror().pull(Peer.PAGE).cursor();
        Set<String> made = client().makeMany(1, 3);

        Set<String> once =
                new Mirror(ours.adapter(), cursor).pull(Peer.PAGE).records().keySet();
        Set<String> twice =
                new Mirror(ours.adapter(), cursor).pull(Peer.PAGE).records().keySet();

        Check.same(made, once, "changesSince after three creates");
        Check.same(made, twice, "changesSince after three creates, asked again with the same cursor");
    }

    @Test
    @ContractRule("FEED-13")
    @DisplayName("a cursor that cannot be read is START")
    void unreadableCursorIsStart() {
        Peer ours = client();
        Set<String> made = ours.makeMany(1, 3);

        for (String token : UNREADABLE) {
            Mirror mirror = new Mirror(ours.adapter(), new Cursor(token));
            ChangePage first = mirror.page(Peer.PAGE);
            Check.same(ChangePage.Kind.SNAPSHOT_START, first.kind(), "changesSince the cursor '" + token + "'");
            if (first.more()) {
                mirror.pull(Peer.PAGE);
            }
            Check.same(made, mirror.records().keySet(), "changesSince the cursor '" + token + "'");
        }
    }

    @Test
    @ContractRule("FEED-14")
    @DisplayName("a cursor of another kind, such as one of list, skips nothing")
    void foreignCursorSkipsNothing() {
        Peer ours = client();
        Set<String> made = ours.makeMany(1, 3);
        Cursor listing = ours.adapter().list(Cursor.START, 1).next();

        Mirror mirror = new Mirror(ours.adapter(), listing).pull(Peer.PAGE);

        Check.same(made, mirror.records().keySet(), "changesSince a cursor of list, " + listing);
    }

    @Test
    @ContractRule("FEED-15")
    @DisplayName("a limit below one is an IllegalArgumentException")
    void limitBelowOneIsRefused() {
        Peer ours = client();

        for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
            Check.thrown(
                    IllegalArgumentException.class,
                    "changesSince with the limit " + limit,
                    () -> ours.adapter().changesSince(Cursor.START, limit));
        }
    }

    @Test
    @ContractRule("FEED-16")
    @DisplayName("a cursor serves another client as well")
    void cursorServesAnotherClient() {
        Peer ours = client();
        ours.makeMany(1, 2);
        Mirror mirror = ours.mirror().pull(Peer.PAGE);
        ours.makeMany(10, 2);

        Mirror theirs = new Mirror(client().adapter(), mirror.cursor());
        theirs.records().putAll(mirror.records());
        theirs.pull(Peer.PAGE);

        Check.same(ours.all().keySet(), theirs.records().keySet(), "a cursor of one client, used by another");
    }

    @Test
    @ContractRule(value = "FEED-22", hook = "Backstage.expireCursors")
    @DisplayName("a cursor that has expired starts over")
    void expiredCursorStartsOver() {
        Peer ours = client();
        ours.makeMany(1, 3);
        Mirror mirror = ours.mirror().pull(Peer.PAGE);
        hook(backstage().expireCursors(), "expireCursors");
        ours.make(10);

        ChangePage first = mirror.page(Peer.PAGE);
        mirror.pull(Peer.PAGE);

        Check.same(ChangePage.Kind.SNAPSHOT_START, first.kind(), "changesSince a cursor that has expired");
        Check.same(ours.all().keySet(), mirror.records().keySet(), "pull from a cursor that has expired");
    }

    @Test
    @ContractRule(value = "FEED-23", refutes = Claim.FEED)
    @DisplayName("a feed at rest ends, stays at rest, and does not start over")
    void feedAtRestStaysAtRest() {
        Peer ours = client();
        Set<String> made = ours.makeMany(1, 3);
        Mirror mirror = ours.mirror().pull(Peer.PAGE);

        for (int pull = 0; pull < 3; pull++) {
            List<ChangePage.Kind> kinds = kindsOfAPull(mirror);
            Check.that(
                    kinds.size() <= 10, "a pull of three records at rest in pages of one", "at most 10 pages", kinds);
            Check.same(made, mirror.records().keySet(), "a pull at rest");
            boolean starts = kinds.contains(ChangePage.Kind.SNAPSHOT_START);
            Check.that(
                    !starts || !Claim.FEED.madeBy(ours.adapter()), "a pull at rest of a feed", "changes only", kinds);
        }
    }

    private static List<ChangePage.Kind> kindsOfAPull(Mirror mirror) {
        List<ChangePage.Kind> kinds = new ArrayList<>();
        ChangePage page;
        do {
            page = mirror.page(1);
            kinds.add(page.kind());
            Check.that(
                    kinds.size() < 200,
                    "a pull of a few records in pages of one",
                    "an end",
                    "200 pages and still more");
        } while (page.more());
        return kinds;
    }

    private static void goThrough(Mirror mirror) {
        ChangePage page;
        do {
            Cursor since = mirror.cursor();
            page = mirror.page(1);
            boolean stuck = page.more() && page.next().equals(since);
            Check.that(!stuck, "changesSince(" + since + ") says more", "another cursor", page.next());
        } while (page.more());
    }
}
