package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.letter;
import static dev.mooring.store.contract.Samples.record;
import static dev.mooring.store.contract.Samples.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STORE-1. */
abstract class AtomicRules extends StoreRules {

    private static final int CALLERS = 8;
    private static final int WORKS = 30;

    AtomicRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-1 everything that one work stores is there when write returns, and after reopening")
    void everythingOfAWorkIsStored() {
        change(AtomicRules::storeOneOfEach);

        look(AtomicRules::expectOneOfEach);
        reopen();
        look(AtomicRules::expectOneOfEach);
    }

    @Test
    @DisplayName("STORE-1 a killed owner loses nothing of what returned")
    void killedOwnerLosesNothing(@TempDir Path copy) throws IOException {
        needs(StoreTrait.FILES);
        change(AtomicRules::storeOneOfEach);

        PlaceFiles.copy(place, copy);

        try (LocalStore next = contract.open(copy)) {
            next.read(AtomicRules::expectOneOfEach);
        }
    }

    @Test
    @DisplayName("STORE-1 repeatable work is stored all or nothing, and a killed owner loses nothing of it")
    void repeatableWorkIsStoredAllOrNothing(@TempDir Path copy) throws IOException {
        store.writeRepeatable(tx -> {
            storeOneOfEach(tx);
            return true;
        });
        assertThrows(
                IllegalStateException.class,
                () -> store.writeRepeatable(tx -> {
                    tx.put(record("1", "new"));
                    throw new IllegalStateException("the work failed");
                }));

        look(AtomicRules::expectOneOfEach);
        if (contract.traits().contains(StoreTrait.FILES)) {
            PlaceFiles.copy(place, copy);
            try (LocalStore next = contract.open(copy)) {
                next.read(AtomicRules::expectOneOfEach);
            }
        }
        reopen();
        look(AtomicRules::expectOneOfEach);
    }

    @Test
    @DisplayName("STORE-1 a write that a failed work removed can be changed as before")
    void writeThatAFailedWorkRemovedIsThereAgain() {
        change(tx -> tx.put(write(12, "1")));
        reopen();
        assertThrows(
                IllegalStateException.class,
                () -> change(tx -> {
                    tx.removePending(12);
                    tx.put(write(5, "2"));
                    throw new IllegalStateException("the work failed");
                }));
        PendingWrite again = write(12, "1").waitingFor(Set.of(3L));

        change(tx -> tx.put(again));

        assertEquals(List.of(again), look(tx -> tx.pendingOf(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-1 work that throws leaves nothing behind")
    void workThatThrowsLeavesNothing() {
        change(AtomicRules::storeOneOfEach);

        assertThrows(
                IllegalStateException.class,
                () -> change(tx -> {
                    tx.put(record("1", "new"));
                    tx.put(record("2", "new"));
                    tx.mark(TODOS, List.of("1"), 9);
                    tx.removePending(1);
                    tx.put(write(4, "1").waitingFor(Set.of(1L)));
                    tx.removeDeadLetter(3);
                    tx.put(letter(5, "1"));
                    tx.putNote(TODOS, "cursor", "new");
                    tx.removeNote("", "device");
                    tx.put(record("others", "1", "new"));
                    tx.drop(TODOS);
                    throw new IllegalStateException("no");
                }));

        look(AtomicRules::expectOneOfEach);
        reopen();
        look(AtomicRules::expectOneOfEach);
    }

    @Test
    @DisplayName("STORE-1 an error undoes a work as an exception does")
    void errorsUndoAsWell() {
        assertThrows(
                StackOverflowError.class,
                () -> change(tx -> {
                    tx.put(record("1", "new"));
                    throw new StackOverflowError("no");
                }));

        assertEquals(Optional.empty(), look(reader -> reader.record(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-1 what a work throws reaches its caller as it is")
    void exceptionsReachTheirCaller() {
        IllegalArgumentException thrown = new IllegalArgumentException("mine");

        RuntimeException caught = assertThrows(
                RuntimeException.class,
                () -> store.write(tx -> {
                    throw thrown;
                }));

        assertSame(thrown, caught);
    }

    @Test
    @DisplayName("STORE-1 among many callers a failing work leaves nothing, and harms no other")
    void failingWorkHarmsNoOther() {
        List<Caller<Integer>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int first = caller * WORKS + 1;
            callers.add(Caller.start(() -> writeSomeThatFail(first)));
        }

        int failed = callers.stream().mapToInt(caller -> answer(caller)).sum();

        reopen();
        int all = CALLERS * WORKS;
        assertEquals(all / 3, failed);
        assertEquals(all - failed, count(reader -> reader.pendingCount(TODOS)));
        List<PendingWrite> stored = look(reader -> reader.pending(TODOS, 0, all));
        assertEquals(all - failed, stored.size());
        stored.forEach(write -> assertEquals(
                1, count(reader -> reader.pendingOf(TODOS, write.id()).size())));
        List<StoredRecord> records = look(reader -> reader.records(TODOS, "", all));
        assertEquals(all - failed, records.size());
        records.forEach(each -> assertEquals(each, record(each.id(), "stored")));
    }

    private int writeSomeThatFail(int first) {
        int failed = 0;
        for (int number = first; number < first + WORKS; number++) {
            try {
                store(number);
            } catch (IllegalStateException expected) {
                failed++;
            }
        }
        return failed;
    }

    private void store(int number) {
        change(tx -> {
            tx.put(record("r" + number, "stored"));
            tx.put(write(number, "r" + number));
            if (number % 3 == 0) {
                throw new IllegalStateException("no");
            }
        });
    }

    private static void storeOneOfEach(StoreTransaction tx) {
        tx.put(record("1", "one"));
        tx.mark(TODOS, List.of("1"), 7);
        tx.put(write(1, "1"));
        tx.put(write(2, "1").with(PendingWrite.Status.WAITING).waitingFor(Set.of(1L)));
        tx.put(letter(3, "1"));
        tx.putNote(TODOS, "cursor", "c1");
        tx.putNote("", "device", "d1");
    }

    private static boolean expectOneOfEach(StoreReader reader) {
        assertEquals(List.of(record("1", "one")), reader.records(TODOS, "", 10));
        assertEquals(0, reader.unmarkedCount(TODOS, 7));
        assertEquals(1, reader.unmarkedCount(TODOS, 8));
        assertEquals(List.of(1L, 2L), sequences(reader.pendingOf(TODOS, "1")));
        assertEquals(List.of(2L), sequences(reader.waitingFor(1, 10)));
        assertEquals(2, reader.pendingCount(TODOS));
        assertEquals(List.of(letter(3, "1")), reader.deadLetters(TODOS, 0, 10));
        assertEquals(1, reader.deadLetterCount(TODOS));
        assertEquals(Optional.of("c1"), reader.note(TODOS, "cursor"));
        assertEquals(Optional.of("d1"), reader.note("", "device"));
        assertEquals(List.of(TODOS), reader.collections());
        return true;
    }

    private static List<Long> sequences(List<PendingWrite> writes) {
        return writes.stream().map(PendingWrite::sequence).toList();
    }
}
