package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.letter;
import static dev.mooring.store.contract.Samples.record;
import static dev.mooring.store.contract.Samples.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mooring.store.PendingWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-2. */
abstract class SerialRules extends StoreRules {

    private static final int CALLERS = 8;
    private static final int WORKS = 25;

    SerialRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-2 works of many callers run one at a time, each exactly once, and see each other")
    void worksRunOneAtATimeAndOnce() {
        AtomicInteger runs = new AtomicInteger();
        AtomicBoolean busy = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        List<Caller<Boolean>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(Caller.start(() -> {
                for (int work = 0; work < WORKS; work++) {
                    change(tx -> {
                        runs.incrementAndGet();
                        overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
                        int before =
                                tx.note(TODOS, "count").map(Integer::valueOf).orElse(0);
                        tx.putNote(TODOS, "count", String.valueOf(before + 1));
                        busy.set(false);
                    });
                }
                return true;
            }));
        }

        callers.forEach(this::answer);

        assertTrue(!overlapped.get(), "two works ran at the same time");
        assertEquals(CALLERS * WORKS, runs.get());
        assertEquals(Optional.of(String.valueOf(CALLERS * WORKS)), look(reader -> reader.note(TODOS, "count")));
    }

    @Test
    @DisplayName("STORE-2 work sees its own changes")
    void workSeesItsOwnChanges() {
        change(tx -> {
            tx.put(record("1", "one"));
            tx.put(write(1, "1"));
            tx.put(write(2, "1").with(PendingWrite.Status.WAITING).waitingFor(Set.of(1L)));
            tx.put(letter(3, "1"));
            tx.putNote(TODOS, "cursor", "c1");
            tx.mark(TODOS, List.of("1"), 5);

            assertEquals(Optional.of(record("1", "one")), tx.record(TODOS, "1"));
            assertEquals(2, tx.pendingCount(TODOS));
            assertEquals(2, tx.pendingOf(TODOS, "1").size());
            assertEquals(1, tx.waitingFor(1, 10).size());
            assertEquals(1, tx.deadLetterCount(TODOS));
            assertEquals(Optional.of("c1"), tx.note(TODOS, "cursor"));
            assertEquals(0, tx.unmarkedCount(TODOS, 5));
            assertEquals(List.of(TODOS), tx.collections());
            tx.drop(TODOS);
            assertEquals(List.of(), tx.collections());
            assertEquals(0, tx.pendingCount(TODOS));
        });
        assertEquals(0, count(reader -> reader.pendingCount(TODOS)));
    }

    @Test
    @DisplayName("STORE-2 work sees what earlier works did")
    void workSeesEarlierWorks() {
        change(tx -> tx.put(record("1", "one")));
        change(tx -> tx.put(write(1, "1")));

        change(tx -> {
            assertEquals(Optional.of(record("1", "one")), tx.record(TODOS, "1"));
            assertEquals(Optional.of(write(1, "1")), tx.pending(1));
            assertEquals(1, tx.pendingCount(TODOS));
        });
    }

    @Test
    @DisplayName("STORE-2 write answers with what its work answered")
    void writeAnswersWithTheWorksAnswer() {
        assertEquals("answer", store.write(tx -> "answer"));
        assertEquals("look", look(reader -> "look"));
    }
}
