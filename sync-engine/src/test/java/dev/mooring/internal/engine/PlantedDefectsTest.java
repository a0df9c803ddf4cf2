package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.internal.engine.AlteredStore.Alteration;
import dev.mooring.store.Delivery;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulation has teeth: each defect, planted on purpose, is caught within a few hundred seeds. */
class PlantedDefectsTest {

    private static final int SEEDS = 400;

    @Test
    void law1_writeWhoseOutboxEntryIsLost() {
        caught(store((method, args) ->
                isPut(method, args, PendingWrite.class) && ((PendingWrite) args[0]).sequence() % 7 == 0 ? null : args));
    }

    @Test
    void law2_acknowledgementByRecord() {
        caught(new Defects() {
            @Override
            public Claims claims(LocalStore store, Ledger ledger) {
                return new Claims(store, ledger) {
                    @Override
                    void answered(List<PendingWrite> sent, List<Outcome> outcomes) {
                        super.answered(sent, outcomes);
                        sent.forEach(write -> forget(store, write));
                    }
                };
            }
        });
    }

    @Test
    void law3_sentIsForgottenAtARestart() {
        caught(new Defects() {
            @Override
            public Claims claims(LocalStore store, Ledger ledger) {
                return new Claims(store, ledger) {
                    @Override
                    void recover() {
                        thawAll(store, Status.CLAIMED);
                        super.recover();
                    }
                };
            }
        });
    }

    @Test
    void law3_lostAnswerIsTakenForALostRequest() {
        caught(new Defects() {
            @Override
            public Claims claims(LocalStore store, Ledger ledger) {
                return new Claims(store, ledger) {
                    @Override
                    void failed(List<PendingWrite> sent, Failure failure, double luck) {
                        super.failed(
                                sent,
                                new Failure(failure.kind(), false, failure.retryAfter(), failure.message()),
                                luck);
                    }
                };
            }
        });
    }

    @Test
    void law4_numbersAreUsedAgainAfterARestart() {
        caught(store((method, args) -> method.equals("putNote") && args[1].equals("numbers") ? null : args));
    }

    @Test
    void law5_viewIsTheBaseAlone() {
        caught(store((method, args) -> {
            if (!isPut(method, args, StoredRecord.class)) {
                return args;
            }
            StoredRecord old = (StoredRecord) args[0];
            return new Object[] {
                new StoredRecord(
                        old.collection(), old.id(), old.base(), old.tombstone(), base(old), old.local(), old.pending())
            };
        }));
    }

    @Test
    void law6_cursorIsStoredBeforeItsPage() {
        caught(new Defects() {
            @Override
            public Pages pages(LocalStore store, Ledger ledger) {
                return new Pages(store, ledger) {
                    @Override
                    void take(ChangePage page, boolean first) {
                        store.write(tx -> {
                            ledger.notes().cursor(tx, page.next());
                            return page;
                        });
                        super.take(page, first);
                    }
                };
            }
        });
    }

    @Test
    void law8_removalsAreNotTaken() {
        caught(new Defects() {
            @Override
            public Pages pages(LocalStore store, Ledger ledger) {
                return new Pages(store, ledger) {
                    @Override
                    void take(ChangePage page, boolean first) {
                        List<Change> upserts = page.changes().stream()
                                .filter(change -> change.present().isPresent())
                                .toList();
                        super.take(new ChangePage(upserts, page.next(), page.more(), page.kind()), first);
                    }
                };
            }
        });
    }

    @Test
    void law13_laterWriteOfARecordOvertakes() {
        caught(store((method, args) -> {
            if (!isPut(method, args, PendingWrite.class) || ((PendingWrite) args[0]).status() != Status.WAITING) {
                return args;
            }
            return new Object[] {((PendingWrite) args[0]).with(Status.READY)};
        }));
    }

    @Test
    void law16_waitingWriteIsNeverReleased() {
        caught(
                store((method, args) ->
                        isPut(method, args, PendingWrite.class) && ((PendingWrite) args[0]).status() == Status.HELD
                                ? new Object[] {((PendingWrite) args[0]).with(Status.IN_DOUBT)}
                                : args),
                InMemoryBackendBuilder::withoutNow);
    }

    private static Optional<Map<String, @Nullable Object>> base(StoredRecord old) {
        return old.base().map(Document::fields);
    }

    private static Defects store(Alteration alteration) {
        return new Defects() {
            @Override
            public LocalStore store(LocalStore store) {
                return new AlteredStore(store, alteration);
            }
        };
    }

    private static boolean isPut(String method, Object[] args, Class<?> what) {
        return method.equals("put") && what.isInstance(args[0]);
    }

    private static void forget(LocalStore store, PendingWrite write) {
        store.write(tx -> {
            tx.pendingOf(write.collection(), write.id()).forEach(other -> tx.removePending(other.sequence()));
            tx.record(write.collection(), write.id())
                    .ifPresent(old -> tx.put(new StoredRecord(
                            old.collection(), old.id(), old.base(), old.tombstone(), base(old), old.local(), false)));
            return write;
        });
    }

    private static void thawAll(LocalStore store, Status status) {
        store.write(tx -> {
            List<PendingWrite> all = new ArrayList<>(tx.pending(SimDevice.NAME, status, Claims.FAR, 100));
            all.forEach(write -> tx.put(write.with(Status.READY).with(unsent(write.delivery()))));
            return all;
        });
    }

    private static Delivery unsent(Delivery old) {
        return new Delivery(0, Optional.empty(), Instant.EPOCH, old.attempts(), old.rounds(), 0, old.problem());
    }

    private static void caught(Defects defects) {
        caught(defects, backend -> backend);
    }

    private static void caught(Defects defects, UnaryOperator<InMemoryBackendBuilder> kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Simulation(seed, kind, false, defects).run();
            } catch (AssertionError | RuntimeException e) {
                return;
            }
        }
        assertThat(false).as("the defect was not caught in %s seeds", SEEDS).isTrue();
    }
}
