package dev.mooring.contract;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Change;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the feed about pages: between two of them nothing is skipped. */
abstract class FeedPagingRules extends FeedTellingRules {

    FeedPagingRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("FEED-5")
    @DisplayName("changes that are made while a snapshot is read arrive in it or after it")
    void changesDuringASnapshotArrive() {
        Peer ours = client();
        for (int n = 10; n <= 50; n += 10) {
            ours.make(n);
        }
        Peer theirs = client();
        Mirror mirror = ours.mirror();
        mirror.page(2);

        theirs.make(1);
        theirs.make(60);
        theirs.all().values().stream().limit(5).forEach(document -> theirs.change(document, patch(70)));
        mirror.pull(2).pull(2);

        mustMirror(mirror, "records made and changed after the first page of a snapshot");
    }

    @Test
    @ContractRule("FEED-8")
    @DisplayName("pages of one change skip nothing")
    void pagesOfOneSkipNothing() {
        Peer ours = client();
        Mirror mirror = client().mirror().pull(1);
        ours.makeMany(1, 5);

        mirror.pull(1);

        mustMirror(mirror, "five creates, pulled in pages of one");
    }

    @Test
    @ContractRule("FEED-10")
    @DisplayName("records that are written at once are not skipped where a page ends among them")
    void recordsWrittenAtOnceAreNotSkipped() {
        Peer ours = client();
        Mirror mirror = client().mirror().pull(4);
        atOnce(ours, 6);

        mirror.pull(4);

        mustMirror(mirror, "six records written at once, pulled in pages of four");
    }

    @Test
    @ContractRule("FEED-11")
    @DisplayName("more records written at once than a page can hold are not skipped")
    void moreRecordsWrittenAtOnceThanAPageAreNotSkipped() {
        Peer ours = client();
        Mirror mirror = client().mirror().pull(2);
        atOnce(ours, 15);

        mirror.pull(2);

        mustMirror(mirror, "fifteen records written at once, pulled in pages of two");
    }

    @Test
    @ContractRule("FEED-12")
    @DisplayName("a limit above the cap skips nothing: a short page is not the end")
    void limitAboveTheCapSkipsNothing() {
        Peer ours = client();
        Mirror early = client().mirror().pull(Peer.PAGE);
        ours.makeMany(1, Math.min(ours.guarantees().largestPage(), 59) + 1);

        early.pull(Integer.MAX_VALUE);
        Mirror late = client().mirror().pull(Integer.MAX_VALUE);

        mustMirror(early, "more changes than fit on a page, pulled with the largest limit");
        mustMirror(late, "a snapshot of more records than fit on a page, pulled with the largest limit");
    }

    @Test
    @ContractRule(value = "FEED-19", needs = Claim.DELETES)
    @DisplayName("deletions between two pages arrive, of records that were shown and of records that were not")
    void deletionsDuringPagingArrive() {
        Peer ours = client();
        ours.makeMany(1, 4);
        Mirror snapshot = client().mirror();
        Mirror changes = client().mirror().pull(Peer.PAGE);
        ours.makeMany(11, 4);
        snapshot.page(2);
        changes.page(2);

        List<Document> all = List.copyOf(ours.all().values());
        for (int i = 0; i < all.size(); i += 2) {
            ours.remove(all.get(i));
        }
        snapshot.pull(2).pull(2);
        changes.pull(2).pull(2);

        mustMirror(snapshot, "records deleted after the first page of a snapshot");
        mustMirror(changes, "records deleted after the first page of changes");
    }

    @Test
    @ContractRule("FEED-25")
    @DisplayName("updates between two pages are not lost, and move nothing out of sight")
    void updatesDuringPagingAreNotLost() {
        Peer ours = client();
        Mirror mirror = client().mirror().pull(Peer.PAGE);
        List<Document> made = new ArrayList<>();
        for (int n = 1; n <= 6; n++) {
            made.add(ours.make(n));
        }
        mirror.page(2);

        ours.change(made.get(0), patch(11));
        ours.change(made.get(1), patch(12));
        ours.change(made.get(4), patch(15));
        mirror.pull(2).pull(2);

        mustMirror(mirror, "records updated after the first page of changes");
    }

    @Test
    @ContractRule("FEED-17")
    @DisplayName("an acknowledged write is in the next pull, or its answer told what the record is now")
    void acknowledgedWriteIsInTheNextPull() {
        Peer ours = client();
        Mirror mirror = client().mirror().pull(Peer.PAGE);

        Document made = acknowledged(mirror, ours, ours.creation(1), fields(1));
        Write update = Update.of(ours.key(), made, patch(2));
        Document changed = acknowledged(mirror, ours, update, fields(1, patch(2)));

        Outcome.Applied gone = Check.applied(ours.send(Delete.of(ours.key(), changed)), "delete");
        mirror.pull(Peer.PAGE);
        boolean told = gone.now().isPresent() || !Claim.DELETES.madeBy(ours.adapter());
        Check.that(
                told || !mirror.records().containsKey(changed.id()),
                "the pull after a delete whose answer does not say what is there now",
                "the removal",
                mirror.lastChanges());
    }

    private Document acknowledged(Mirror mirror, Peer peer, Write write, Map<String, @Nullable Object> fields) {
        Outcome.Applied applied = Check.applied(write.sendTo(peer.adapter()), "write of '" + write.id() + "'");
        mirror.pull(Peer.PAGE);
        Optional<Document> told = applied.now().flatMap(Change::present);
        return told.orElseGet(() -> mirror.records().values().stream()
                .filter(document -> peer.own(document).equals(fields))
                .findFirst()
                .orElseGet(() -> Check.fail(
                        "the pull after a write whose answer does not say what is there now",
                        "a record with " + fields,
                        mirror.records().values())));
    }

    private void atOnce(Peer peer, int count) {
        List<Write> writes = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            writes.add(peer.creation(n));
        }
        Optional<BatchWrites> batch = peer.adapter().capability(BatchWrites.class);
        int size = peer.guarantees().largestBatch();
        for (int from = 0; from < count; from += size) {
            List<Write> part = writes.subList(from, Math.min(count, from + size));
            List<Outcome> outcomes = batch.isPresent()
                    ? batch.get().write(part)
                    : part.stream().map(peer::send).toList();
            outcomes.forEach(outcome -> Check.applied(outcome, "create"));
        }
    }

    /** A reader of the feed sees what is listed. */
    void mustMirror(Mirror mirror, String done) {
        Peer reader = client();
        Map<String, Map<String, @Nullable Object>> seen = new LinkedHashMap<>();
        mirror.records().forEach((id, document) -> seen.put(id, reader.own(document)));
        Map<String, Map<String, @Nullable Object>> there = reader.contents();
        Set<String> ids = there.keySet();
        Check.same(ids, seen.keySet(), done + ": the ids by changesSince, beside list");
        Check.same(there, seen, done + ": the records by changesSince, beside list");
    }
}
