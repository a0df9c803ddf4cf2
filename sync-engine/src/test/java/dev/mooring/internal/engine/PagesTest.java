package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.ChangePage.Kind;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagesTest {

    private final MemoryStore store = new MemoryStore();
    private final List<String> changed = new ArrayList<>();
    private Ledger ledger = ledger(g -> g);
    private Pages pages = new Pages(store, ledger);

    @Test
    void law8_snapshotThatStartsOverForgetsTheOldMarks() {
        snapshot("a", "b", "c");
        page(Kind.SNAPSHOT_START, true, "a");

        page(Kind.SNAPSHOT_START, true, "b");
        page(Kind.SNAPSHOT, false, "c");
        pages.sweep().run();

        assertThat(ids()).containsExactly("b", "c");
    }

    @Test
    void law8_firstLoadNeedsNoMarksAndTheNextSnapshotFindsWhatIsGone() {
        snapshot("a", "b");
        assertThat(store.<Map<String, Long>>read(reader -> reader.marks("c", List.of("a", "b"))))
                .isEmpty();

        snapshot("b");

        assertThat(ids()).containsExactly("b");
    }

    @Test
    void law8_firstLoadThatStartsOverIsSweptAfterAll() {
        page(Kind.SNAPSHOT_START, true, "a");

        page(Kind.SNAPSHOT_START, true, "b");
        page(Kind.SNAPSHOT, false, "c");
        pages.sweep().run();

        assertThat(ids()).containsExactly("b", "c");
    }

    @Test
    void law8_nothingIsRemovedBeforeTheLastPage() {
        snapshot("a", "b", "c");

        page(Kind.SNAPSHOT_START, true, "b");
        pages.sweep().run();

        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    void law8_recordAcknowledgedSinceTheSnapshotBeganIsNotSwept() {
        snapshot("a", "b");
        page(Kind.SNAPSHOT_START, true, "a", "b");
        push("new");

        page(Kind.SNAPSHOT, false);
        pages.sweep().run();

        assertThat(ids()).containsExactly("a", "b", "new");
    }

    @Test
    void law8_recordWithAPendingWriteIsNotSwept() {
        snapshot("a", "b", "c");
        store.write(tx -> new Edits(ledger).patch(tx, "a", Map.of("title", "mine"), Set.of()));

        snapshot("b", "c");

        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    void law8_passThatWouldRemoveMostIsRepeatedBeforeItIsBelieved() {
        String[] many = IntStream.range(10, 40).mapToObj(Integer::toString).toArray(String[]::new);
        snapshot(many);

        page(Kind.SNAPSHOT_START, false, "10", "11");
        assertThat(pages.sweep().run()).isTrue();
        assertThat(ids()).hasSize(30);
        assertThat(pages.begin()).isEqualTo(Cursor.START);

        page(Kind.SNAPSHOT_START, false, "10", "11");
        assertThat(pages.sweep().run()).isFalse();
        assertThat(ids()).containsExactly("10", "11");
    }

    @Test
    void law8_emptySnapshotIsRepeatedToo() {
        snapshot("a");

        page(Kind.SNAPSHOT_START, false);

        assertThat(pages.sweep().run()).isTrue();
        assertThat(ids()).containsExactly("a");
    }

    @Test
    void law8_driftingListingRemovesOnlyWhatTwoSnapshotsMiss() {
        ledger = ledger(g -> g.listing(Listing.DRIFTING));
        pages = new Pages(store, ledger);
        snapshot("a", "b", "c");

        snapshot("b", "c");
        assertThat(ids()).containsExactly("a", "b", "c");
        snapshot("b", "c");

        assertThat(ids()).containsExactly("b", "c");
    }

    @Test
    void law8_sweepGoesOnAfterARestartBeforeAnythingElseIsStored() {
        snapshot("a", "b", "c");
        page(Kind.SNAPSHOT_START, false, "b", "c");

        new Pages(store, ledger).sweep().run();

        assertThat(ids()).containsExactly("b", "c");
    }

    @Test
    void law7_oneWalkThroughTheRecordsTellsWhatASnapshotDidNotShow() {
        List<String> walks = new ArrayList<>();
        pages = new Pages(
                new AlteredStore(store, (method, args) -> {
                    // whether there is anything at all is no walk
                    if (method.startsWith("unmarked") && !args[args.length - 1].equals(1)) {
                        walks.add(method);
                    }
                    return args;
                }),
                ledger);
        snapshot("a", "b", "c");
        walks.clear();

        snapshot("a", "b", "c");
        assertThat(walks).hasSize(1);
        snapshot("a", "c");

        assertThat(walks).hasSize(2);
        assertThat(ids()).containsExactly("a", "c");
    }

    @Test
    void law8_howeverManyAreGoneTheyGoAndTheSweepEnds() {
        String[] many =
                IntStream.range(10_000, 11_000).mapToObj(Integer::toString).toArray(String[]::new);
        String[] kept = {"10000", "10999"};
        snapshot(many);
        snapshot(kept);

        snapshot(kept);

        assertThat(ids()).containsExactly(kept);
        assertThat(store.<Boolean>read(reader -> ledger.notes().is(reader, Notes.Flag.SWEEPING)))
                .isFalse();
    }

    @Test
    void law5_rowDeliveredAgainUnchangedIsNoEvent() {
        snapshot("a");
        changed.clear();

        snapshot("a");

        assertThat(changed).isEmpty();
    }

    @Test
    void law6_cursorIsStoredWithItsPage() {
        pages.begin();

        page(Kind.DELTA, true, "a");

        assertThat(cursor()).isEqualTo(new Cursor("after a"));
    }

    @Test
    void law3_pageThatNamesASentWriteSettlesIt() {
        store.write(tx -> new Edits(ledger).put(tx, "a", Map.of("title", "mine"), Set.of()));
        PendingWrite sent = new Claims(store, ledger).claim(Claims.FAR, 1).get(0);
        Document document = Document.of("a", Map.of("title", "theirs")).withContains(Set.of(sent.key()));

        pages.take(new ChangePage(List.of(Change.of(document)), new Cursor("x"), false, Kind.DELTA), true);

        long pending = store.read(reader -> reader.pendingCount("c"));
        assertThat(pending).isZero();
    }

    @Test
    void law4_everythingThatWasHeldIsLetGoByOneWholePull() {
        held(1_200, i -> 0);

        wholePull();

        assertThat(stillHeld()).isEmpty();
    }

    @Test
    void law4_whatCameToBeHeldMeanwhileKeepsNobodyElseBack() {
        held(2_300, i -> i < 700 || i % 3 == 0 ? 9 : 0);

        wholePull();

        assertThat(stillHeld())
                .extracting(write -> write.delivery().heldSince())
                .hasSize(700 + 533)
                .containsOnly(9L);
    }

    private void held(int count, IntUnaryOperator since) {
        store.write(tx -> {
            for (int i = 0; i < count; i++) {
                new Edits(ledger).put(tx, "r" + i, Map.of("n", i), Set.of());
            }
            List<PendingWrite> all = tx.pending("c", Status.READY, Claims.FAR, count);
            for (int i = 0; i < count; i++) {
                PendingWrite write = all.get(i);
                tx.put(write.with(Status.HELD).with(Ledger.held(write, since.applyAsInt(i))));
            }
            return count;
        });
    }

    private void wholePull() {
        pages.begin();
        page(Kind.SNAPSHOT_START, false, "a");
    }

    private List<PendingWrite> stillHeld() {
        return store.read(reader -> reader.pending("c", Status.HELD, Claims.FAR, 5_000));
    }

    private void push(String id) {
        store.write(tx -> new Edits(ledger).put(tx, id, Map.of("title", id), Set.of()));
        Claims claims = new Claims(store, ledger);
        List<PendingWrite> sent = claims.claim(Claims.FAR, 1);
        claims.answered(sent, List.of(Outcome.applied(Change.of(document(id)))));
    }

    private void snapshot(String... ids) {
        pages.begin();
        page(Kind.SNAPSHOT_START, false, ids);
        pages.sweep().run();
    }

    private void page(Kind kind, boolean more, String... ids) {
        List<Change> changes = new ArrayList<>();
        for (String id : ids) {
            changes.add(Change.of(document(id)));
        }
        Cursor next = new Cursor("after " + (ids.length == 0 ? "nothing" : ids[ids.length - 1]));
        pages.take(new ChangePage(changes, next, more, kind), true);
    }

    private static Document document(String id) {
        return Document.of(id, Map.of("title", id)).withVersion(new Version("v" + id));
    }

    private List<String> ids() {
        List<StoredRecord> records = store.read(reader -> reader.records("c", "", 100));
        return records.stream().map(StoredRecord::id).toList();
    }

    private Cursor cursor() {
        return store.read(ledger.notes()::cursor);
    }

    private Ledger ledger(UnaryOperator<Guarantees.Builder> change) {
        Setup setup = Setup.of(
                "c", InMemoryBackend.builder().guarantees(change).build().client());
        return new Ledger(
                setup, new Numbers(store, () -> "device"), new SimClock(), other -> Optional.empty(), new Events() {
                    @Override
                    public void changed(String id) {
                        changed.add(id);
                    }

                    @Override
                    public void lost(DeadLetter letter) {
                        changed.add("lost " + letter.number());
                    }
                });
    }
}
