package dev.mooring.internal.engine;

import dev.mooring.internal.engine.AlteredStore.Alteration;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How defects are planted: in what reaches the disk, in the way of writes and in the way of pages. */
final class Planting {

    private Planting() {}

    static Defects store(Alteration alteration) {
        return new Defects() {
            @Override
            public LocalStore store(LocalStore store) {
                return new AlteredStore(store, alteration);
            }
        };
    }

    static Defects writes(UnaryOperator<PendingWrite> change) {
        return store((method, args) ->
                isPut(method, args, PendingWrite.class) ? new Object[] {change.apply((PendingWrite) args[0])} : args);
    }

    static Defects swallow(Class<?> what) {
        return store((method, args) -> isPut(method, args, what) ? null : args);
    }

    static Defects withoutNote(String name) {
        return store((method, args) -> method.equals("putNote") && args[1].equals(name) ? null : args);
    }

    static Defects withoutNotesLike(String prefix) {
        return store(
                (method, args) -> method.equals("putNote") && args[1].toString().startsWith(prefix) ? null : args);
    }

    static boolean isPut(String method, Object[] args, Class<?> what) {
        return method.equals("put") && what.isInstance(args[0]);
    }

    static Defects setup(UnaryOperator<Setup> change) {
        return new Defects() {
            @Override
            public Setup setup(Setup setup) {
                return change.apply(setup);
            }
        };
    }

    static Setup sweeping(Setup plain, Duration sweep) {
        return timed(plain, plain.interval(), sweep);
    }

    static Setup pulling(Setup plain, Duration interval) {
        return timed(plain, interval, plain.sweep());
    }

    private static Setup timed(Setup plain, Duration interval, Duration sweep) {
        return new Setup(
                plain.collection(),
                plain.adapter(),
                plain.guarantees(),
                plain.policy(),
                plain.retry(),
                plain.debounce(),
                plain.patience(),
                interval,
                sweep,
                plain.parallel(),
                plain.page(),
                plain.references());
    }

    /** What happens to answers. */
    interface Answered {
        void answered(List<PendingWrite> sent, List<Outcome> outcomes);
    }

    /** Changes what happens to answers. */
    interface AnsweredOtherwise {
        Answered with(LocalStore store, Ledger ledger, Answered original);
    }

    static Defects claims(AnsweredOtherwise change) {
        return new Defects() {
            @Override
            public Claims claims(LocalStore store, Ledger ledger) {
                return new Claims(store, ledger) {
                    @Override
                    void answered(List<PendingWrite> sent, List<Outcome> outcomes) {
                        change.with(store, ledger, super::answered).answered(sent, outcomes);
                    }
                };
            }
        };
    }

    /** What happens to pages. */
    interface Taken {
        void take(ChangePage page, boolean first);
    }

    /** Changes what happens to pages. */
    interface TakenOtherwise {
        Taken with(LocalStore store, Ledger ledger, Taken original);
    }

    static Defects pages(TakenOtherwise change) {
        return new Defects() {
            @Override
            public Pages pages(LocalStore store, Ledger ledger) {
                return new Pages(store, ledger) {
                    @Override
                    void take(ChangePage page, boolean first) {
                        change.with(store, ledger, super::take).take(page, first);
                    }
                };
            }
        };
    }

    static Defects changes(Function<ChangePage, List<Change>> change) {
        return pages((store, ledger, original) -> (page, first) ->
                original.take(new ChangePage(change.apply(page), page.next(), page.more(), page.kind()), first));
    }

    /** After a restart nobody knows any more what was sent. */
    static Defects forgetful() {
        return new Defects() {
            @Override
            public Claims claims(LocalStore store, Ledger ledger) {
                return new Claims(store, ledger) {
                    @Override
                    void recover() {
                        store.write(tx -> {
                            List<PendingWrite> all =
                                    tx.pending(ledger.setup().collection(), Status.CLAIMED, Claims.FAR, 100);
                            all.forEach(write -> tx.put(write.with(Status.READY).with(unsent(write.delivery()))));
                            return all;
                        });
                        super.recover();
                    }
                };
            }
        };
    }

    /** Every failure is taken for one that did not arrive. */
    static Defects optimistic() {
        return new Defects() {
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
        };
    }

    /** Every failure is taken for a refusal. */
    static Defects impatient() {
        return new Defects() {
            @Override
            public Claims claims(LocalStore store, Ledger ledger) {
                return new Claims(store, ledger) {
                    @Override
                    void failed(List<PendingWrite> sent, Failure failure, double luck) {
                        answered(
                                sent,
                                sent.stream()
                                        .<Outcome>map(write -> Outcome.refused("no", failure.message()))
                                        .toList());
                    }
                };
            }
        };
    }

    /** What is sent again gets another key. */
    static Defects rekeyed() {
        return resent((write, record) -> write.with(WriteKey.of(
                write.key().device(),
                write.sequence() * 1_000 + write.delivery().sends())));
    }

    /** What is sent again is made on what is known now. */
    static Defects refreshed() {
        return resent((write, record) -> {
            Delivery old = write.delivery();
            return write.with(new Delivery(
                    old.sends(),
                    record.base(),
                    old.due(),
                    old.attempts(),
                    old.rounds(),
                    old.heldSince(),
                    old.problem()));
        });
    }

    private interface Resent {
        PendingWrite changed(PendingWrite write, StoredRecord record);
    }

    private static Defects resent(Resent change) {
        return new Defects() {
            @Override
            public Claims claims(LocalStore store, Ledger ledger) {
                return new Claims(store, ledger) {
                    @Override
                    List<PendingWrite> claim(Instant horizon, int limit) {
                        List<PendingWrite> changed = new ArrayList<>();
                        for (PendingWrite write : super.claim(horizon, limit)) {
                            changed.add(
                                    write.delivery().sends() < 2
                                            ? write
                                            : store.write(tx -> {
                                                PendingWrite other =
                                                        change.changed(write, ledger.record(tx, write.id()));
                                                tx.put(other);
                                                return other;
                                            }));
                        }
                        return changed;
                    }
                };
            }
        };
    }

    /** A child refers for ever to what it referred to first. */
    static Defects stubborn() {
        return new Defects() {
            @Override
            public LocalStore store(LocalStore store) {
                Map<Long, Object> first = new HashMap<>();
                return writes(write -> stubborn(first, write)).store(store);
            }
        };
    }

    private static PendingWrite stubborn(Map<Long, Object> first, PendingWrite write) {
        Object parent = write.intent().fields().get("parent");
        if (parent == null) {
            return write;
        }
        Map<String, @Nullable Object> fields =
                new LinkedHashMap<>(write.intent().fields());
        fields.put("parent", first.computeIfAbsent(write.sequence(), any -> parent));
        Intent old = write.intent();
        return write.with(new Intent(old.verb(), fields, old.before(), old.over()));
    }

    static StoredRecord baseAlone(StoredRecord old) {
        return new StoredRecord(
                old.collection(),
                old.id(),
                old.base(),
                old.tombstone(),
                old.base().map(Document::fields),
                old.local(),
                old.pending());
    }

    /** Forgets whatever waits of a record. */
    static void forget(LocalStore store, PendingWrite write) {
        forget(store, write.id());
    }

    static void forget(LocalStore store, String id) {
        store.write(tx -> {
            tx.pendingOf(SimWorld.PARENTS, id).forEach(other -> tx.removePending(other.sequence()));
            tx.record(SimWorld.PARENTS, id)
                    .map(Planting::baseAlone)
                    .ifPresent(old -> tx.put(new StoredRecord(
                            old.collection(), old.id(), old.base(), old.tombstone(), old.view(), old.local(), false)));
            return id;
        });
    }

    private static Delivery unsent(Delivery old) {
        return new Delivery(0, Optional.empty(), Instant.EPOCH, old.attempts(), old.rounds(), 0, old.problem());
    }
}
