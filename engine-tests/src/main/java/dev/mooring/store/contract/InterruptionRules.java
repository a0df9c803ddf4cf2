package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-9. */
abstract class InterruptionRules extends StoreRules {

    private static final int CALLERS = 4;

    InterruptionRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-9 an interrupted caller gets the true result, and keeps its interrupt flag")
    void interruptedCallersGetTheResult() {
        Caller<Boolean> caller = Caller.start(() -> {
            Thread.currentThread().interrupt();
            String answer = store.write(tx -> {
                tx.put(record("1", "one"));
                return "written";
            });
            assertEquals("written", answer);
            assertTrue(Thread.currentThread().isInterrupted(), "write took the interrupt flag away");
            assertEquals(Optional.of(record("1", "one")), look(reader -> reader.record(TODOS, "1")));
            return Thread.currentThread().isInterrupted();
        });

        assertTrue(answer(caller), "read took the interrupt flag away");
        assertEquals(Optional.of(record("1", "one")), look(reader -> reader.record(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-9 callers that are interrupted while they wait get the true result, and keep their flags")
    void interruptedWaitersGetTheResult() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Caller<Boolean> first = Caller.start(() -> {
            change(tx -> {
                begun.countDown();
                await(go);
            });
            return Thread.currentThread().isInterrupted();
        });
        await(begun);
        List<Caller<Boolean>> waiters = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String id = "waiter" + caller;
            waiters.add(Caller.start(() -> {
                change(tx -> tx.put(record(id, "x")));
                return Thread.currentThread().isInterrupted();
            }));
        }
        waiters.forEach(each -> each.doneOrWaiting(contract.patience()));
        waiters.forEach(each -> each.thread().interrupt());

        go.countDown();

        assertTrue(!answer(first), "the interrupt of one caller reached another");
        waiters.forEach(each -> assertTrue(answer(each), "write took the interrupt flag away"));
        assertEquals(CALLERS, look(reader -> reader.records(TODOS, "", 10)).size());
    }
}
