package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-10. */
abstract class TellingRules extends StoreRules {

    private static final int CALLERS = 8;
    private static final int WORKS = 25;

    TellingRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-10 a work is told of after it ran and before write returns, in the order it asked")
    void toldBeforeWriteReturns() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());

        change(tx -> {
            tx.onCommit(() -> told.add("one"));
            tx.put(record("1", "x"));
            tx.onCommit(() -> told.add("two"));
            assertEquals(List.of(), told);
        });

        assertEquals(List.of("one", "two"), told);
    }

    @Test
    @DisplayName("STORE-10 a work that was undone is never told of")
    void undoneWorkIsNotTold() {
        AtomicBoolean told = new AtomicBoolean();

        assertThrows(
                IllegalStateException.class,
                () -> change(tx -> {
                    tx.onCommit(() -> told.set(true));
                    throw new IllegalStateException("no");
                }));
        change(tx -> tx.put(record("1", "x")));

        assertFalse(told.get());
    }

    @Test
    @DisplayName("STORE-10 commits of many callers are told one at a time, in their order, none left out")
    void toldInTheOrderOfTheCommits() {
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger telling = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        List<Caller<Boolean>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            callers.add(Caller.start(() -> {
                for (int work = 0; work < WORKS; work++) {
                    int number = store.write(tx -> {
                        int next = tx.note(TODOS, "count").map(Integer::valueOf).orElse(0) + 1;
                        tx.putNote(TODOS, "count", String.valueOf(next));
                        tx.onCommit(() -> {
                            overlapped.compareAndSet(false, telling.incrementAndGet() > 1);
                            told.add(next);
                            telling.decrementAndGet();
                        });
                        return next;
                    });
                    assertTrue(told.contains(number), "write returned before its work was told of");
                }
                return true;
            }));
        }

        callers.forEach(this::answer);

        assertFalse(overlapped.get(), "two works were told of at the same time");
        assertEquals(IntStream.rangeClosed(1, CALLERS * WORKS).boxed().toList(), told);
    }
}
