package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-8. */
abstract class CloseRules extends StoreRules {

    CloseRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-8 after closing every call fails as CLOSED, and its work does not run")
    void closedStoreRefuses() {
        AtomicBoolean ran = new AtomicBoolean();
        store.close();

        fails(Kind.CLOSED, () -> store.read(reader -> ran.getAndSet(true)));
        fails(Kind.CLOSED, () -> store.write(tx -> ran.getAndSet(true)));
        assertFalse(ran.get());
    }

    @Test
    @DisplayName("STORE-8 closing twice does nothing")
    void closingTwiceDoesNothing() {
        store.close();
        store.close();

        fails(Kind.CLOSED, () -> look(reader -> reader.collections()));
    }

    @Test
    @DisplayName("STORE-8 closing waits for a write that has begun; those behind it are done or fail, and never both")
    void closingWaitsForWorkThatHasBegun() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Caller<Boolean> first = Caller.start(() -> {
            change(tx -> {
                begun.countDown();
                await(go);
                tx.put(record("first", "x"));
            });
            return true;
        });
        await(begun);
        List<Caller<Optional<Kind>>> behind = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            String id = "behind" + caller;
            behind.add(Caller.start(() -> outcome(id)));
        }
        behind.forEach(each -> each.doneOrWaiting(contract.patience()));
        Caller<Boolean> closer = Caller.start(() -> {
            store.close();
            return true;
        });
        closer.doneOrWaiting(contract.patience());
        assertFalse(closer.isDone(), "close returned while a work was running");

        go.countDown();
        answer(closer);

        answer(first);
        List<Optional<Kind>> outcomes = behind.stream().map(this::answer).toList();
        reopen();
        assertEquals(Optional.of(record("first", "x")), look(reader -> reader.record(TODOS, "first")));
        for (int caller = 0; caller < outcomes.size(); caller++) {
            String id = "behind" + caller;
            boolean stored = look(reader -> reader.record(TODOS, id)).isPresent();
            assertEquals(stored ? Optional.empty() : Optional.of(Kind.CLOSED), outcomes.get(caller), id);
        }
    }

    @Test
    @DisplayName("STORE-8 closing waits for a read that has begun")
    void closingWaitsForReadThatHasBegun() {
        change(tx -> tx.put(record("1", "x")));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Caller<Optional<?>> reading = Caller.start(() -> look(reader -> {
            begun.countDown();
            await(go);
            return reader.record(TODOS, "1");
        }));
        await(begun);
        Caller<Boolean> closer = Caller.start(() -> {
            store.close();
            return true;
        });
        closer.doneOrWaiting(contract.patience());
        assertFalse(closer.isDone(), "close returned while a read was running");

        go.countDown();

        assertEquals(Optional.of(record("1", "x")), answer(reading));
        answer(closer);
    }

    private Optional<Kind> outcome(String id) {
        try {
            change(tx -> tx.put(record(id, "x")));
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(e.kind());
        }
    }
}
