package dev.mooring.contract;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Page;
import dev.mooring.sync.Update;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@link dev.mooring.sync.SyncAdapter#list}. */
abstract class ListRules extends Rules {

    private static final List<String> UNREADABLE =
            List.of("nonsense", "0", "-1", "99999999", "{\"a\":1}", "eyJh", "x\u0000\n/%");

    ListRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("LIST-1")
    @DisplayName("an empty collection lists nothing, and ends")
    void emptyCollectionListsNothing() {
        Map<String, Document> listed = client().all();

        Check.same(Set.of(), listed.keySet(), "list of an empty collection");
    }

    @Test
    @ContractRule("LIST-2")
    @DisplayName("every record is listed with its id and its fields")
    void everyRecordIsListed() {
        Peer ours = client();
        Document first = ours.make(1);
        Document second = ours.make(2);

        Map<String, Document> listed = client().all();

        Check.same(Set.of(first.id(), second.id()), listed.keySet(), "list after two creates");
        client().mustSee(first.id(), fields(1), "two creates");
        client().mustSee(second.id(), fields(2), "two creates");
    }

    @Test
    @ContractRule("LIST-3")
    @DisplayName("where a page says that there is more, its cursor differs from the one that was asked")
    void moreComesWithAnotherCursor() {
        Peer ours = client();
        ours.makeMany(1, 5);

        Cursor from = Cursor.START;
        Page page = ours.adapter().list(from, 2);
        while (page.more()) {
            Check.that(!page.next().equals(from), "list after " + from + " says more", "another cursor", page.next());
            from = page.next();
            page = ours.adapter().list(from, 2);
        }
    }

    @Test
    @ContractRule("LIST-4")
    @DisplayName("a page that is asked for twice shows the same records")
    void samePageShowsTheSameRecords() {
        Peer ours = client();
        ours.makeMany(1, 5);
        Cursor second = ours.adapter().list(Cursor.START, 2).next();

        Set<String> once = ids(ours.adapter().list(second, 2));
        Set<String> twice = ids(ours.adapter().list(second, 2));

        Check.same(once, twice, "list, the second page of two asked again");
    }

    @Test
    @ContractRule("LIST-5")
    @DisplayName("pages of one record show every record")
    void pagesOfOneShowEveryRecord() {
        Peer ours = client();
        Set<String> made = ours.makeMany(1, 5);

        Check.same(made, client().all(1).keySet(), "list in pages of one");
    }

    @Test
    @ContractRule("LIST-6")
    @DisplayName("a limit far above any cap is only a wish: the walk shows all")
    void hugeLimitIsAWish() {
        Peer ours = client();
        Set<String> made = ours.makeMany(1, 3);

        Check.same(made, client().all(Integer.MAX_VALUE).keySet(), "list with the limit " + Integer.MAX_VALUE);
    }

    @Test
    @ContractRule("LIST-7")
    @DisplayName("a limit below one is an IllegalArgumentException")
    void limitBelowOneIsRefused() {
        Peer ours = client();

        for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
            Check.thrown(
                    IllegalArgumentException.class,
                    "list with the limit " + limit,
                    () -> ours.adapter().list(Cursor.START, limit));
        }
    }

    @Test
    @ContractRule("LIST-8")
    @DisplayName("records that exist throughout the walk are seen, whatever is created between its pages")
    void creationsBetweenPagesHideNothing() {
        Peer ours = client();
        Peer theirs = client();
        Set<String> made = new LinkedHashSet<>();
        for (int n = 10; n <= 60; n += 10) {
            made.add(ours.make(n).id());
        }

        Set<String> seen = walk(ours, page -> {
            theirs.make(page);
            theirs.make(70 + page);
        });

        Check.that(
                seen.containsAll(made), "list in pages of two, records created between them", "all of " + made, seen);
    }

    @Test
    @ContractRule(value = "LIST-9", needs = Claim.STABLE_LISTING)
    @DisplayName("records that exist throughout the walk are seen, whatever is deleted between its pages")
    void deletionsBetweenPagesHideNothing() {
        Peer ours = client();
        Peer theirs = client();
        ours.makeMany(1, 8);
        List<String> order = List.copyOf(ours.all().keySet());
        Set<String> victims = Set.of(order.get(0), order.get(1), order.get(6));

        Set<String> seen = walk(ours, page -> {
            if (page == 1) {
                victims.forEach(id -> theirs.remove(theirs.see(id)));
            }
        });

        Set<String> kept = new LinkedHashSet<>(order);
        kept.removeAll(victims);
        Check.that(
                seen.containsAll(kept),
                "list in pages of two, " + victims + " deleted between them",
                "all of " + kept,
                seen);
    }

    @Test
    @ContractRule("LIST-10")
    @DisplayName("a cursor that cannot be read lists from the beginning")
    void unreadableCursorListsFromTheBeginning() {
        Peer ours = client();
        Set<String> made = ours.makeMany(1, 3);

        for (String token : UNREADABLE) {
            Check.same(made, ours.all(new Cursor(token), 2).keySet(), "list from the cursor '" + token + "'");
        }
        Cursor feed = ours.mirror().pull(2).cursor();
        Check.same(made, ours.all(feed, 2).keySet(), "list from a cursor of the feed, " + feed);
    }

    @Test
    @ContractRule("LIST-11")
    @DisplayName("more records than a page can hold are all listed: a short page is not the end")
    void shortPageIsNotTheEnd() {
        Peer ours = client();
        int cap = ours.guarantees().largestPage();
        Set<String> made = ours.makeMany(1, Math.min(cap, 59) + 1);

        Check.same(made, client().all(Integer.MAX_VALUE).keySet(), "list of more records than fit on a page");
        Check.same(made, client().all(7).keySet(), "list in pages of seven");
    }

    @Test
    @ContractRule("LIST-12")
    @DisplayName("deleted records are not listed")
    void deletedRecordsAreNotListed() {
        Peer ours = client();
        Document first = ours.make(1);
        Document second = ours.make(2);

        ours.remove(first);

        Check.same(Set.of(second.id()), ours.all().keySet(), "list after a delete, by who deleted");
        Check.same(Set.of(second.id()), client().all().keySet(), "list after a delete, by another client");
    }

    @Test
    @ContractRule(value = "LIST-13", needs = Claim.CONDITIONAL_UPDATES)
    @DisplayName("the version that is listed is accepted as the base of an update")
    void listedVersionIsAcceptedAsBase() {
        Document made = client().make(1);
        Peer theirs = client();

        Document listed = theirs.see(made.id());
        Update update = Update.of(theirs.key(), listed, patch(2));

        Check.that(listed.version().isPresent(), "list", "a version of '" + made.id() + "'", listed);
        Check.applied(update.sendTo(theirs.adapter()), "update with the listed version as base");
    }

    private static Set<String> ids(Page page) {
        Set<String> ids = new LinkedHashSet<>();
        page.documents().forEach(document -> ids.add(document.id()));
        return ids;
    }

    /** Lists in pages of two; after each page something happens. */
    private static Set<String> walk(Peer peer, IntConsumer between) {
        Set<String> seen = new LinkedHashSet<>();
        Cursor from = Cursor.START;
        for (int number = 1; number < 100; number++) {
            Page page = peer.adapter().list(from, 2);
            seen.addAll(ids(page));
            if (!page.more()) {
                break;
            }
            if (number < 4) {
                between.accept(number);
            }
            from = page.next();
        }
        return seen;
    }
}
