package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.record;
import static dev.mooring.store.contract.Samples.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mooring.store.StoreReader;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-3. */
abstract class MomentRules extends StoreRules {

    MomentRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-3 a read sees one committed moment, whatever is written meanwhile")
    void readSeesOneMoment() {
        change(tx -> tx.put(record("1", "old")));

        Caller<Boolean> writer = look(reader -> {
            expectOld(reader);
            Caller<Boolean> started = Caller.start(this::writeNew);
            started.doneOrWaiting(contract.patience());
            expectOld(reader);
            return started;
        });

        answer(writer);
        assertEquals(Optional.of(record("1", "new")), look(reader -> reader.record(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-3 a long read never holds back a writer")
    void longReadHoldsNoWriterBack() {
        needs(StoreTrait.READS_BESIDE_WRITES);
        change(tx -> tx.put(record("1", "old")));

        look(reader -> {
            expectOld(reader);
            answer(Caller.start(this::writeNew));
            expectOld(reader);
            return true;
        });
    }

    @Test
    @DisplayName("STORE-3 a read runs beside a write, and sees nothing of it before its commit")
    void readRunsBesideAWrite() {
        needs(StoreTrait.READS_BESIDE_WRITES);
        change(tx -> tx.put(record("1", "old")));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);

        Caller<Boolean> writer = Caller.start(() -> {
            change(tx -> {
                tx.put(record("1", "new"));
                tx.put(write(1, "1"));
                written.countDown();
                await(looked);
            });
            return true;
        });
        await(written);
        answer(Caller.start(() -> look(MomentRules::expectOld)));

        looked.countDown();
        answer(writer);
        assertEquals(1, count(reader -> reader.pendingCount(TODOS)));
    }

    @Test
    @DisplayName("STORE-3 what write returned from is seen by every later read, on any thread")
    void writesAreSeenByLaterReads() {
        for (int round = 0; round < 20; round++) {
            String title = "round " + round;
            change(tx -> tx.put(record("1", title)));

            assertEquals(
                    Optional.of(record("1", title)),
                    answer(Caller.start(() -> look(reader -> reader.record(TODOS, "1")))));
        }
    }

    private boolean writeNew() {
        change(tx -> {
            tx.put(record("1", "new"));
            tx.put(write(1, "1"));
        });
        return true;
    }

    private static boolean expectOld(StoreReader reader) {
        assertEquals(Optional.of(record("1", "old")), reader.record(TODOS, "1"));
        assertEquals(0, reader.pendingCount(TODOS));
        assertEquals(0, reader.pendingOf(TODOS, "1").size());
        return true;
    }
}
