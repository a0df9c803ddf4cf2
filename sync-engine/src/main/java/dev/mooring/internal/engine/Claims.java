package dev.mooring.internal.engine;

import dev.mooring.internal.plan.Outgoing;
import dev.mooring.internal.plan.RecordPlan;
import dev.mooring.store.DeadLetter.Reason;
import dev.mooring.store.Delivery;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The way of pending writes to a call and back. Used on the control thread. */
class Claims {

    /** Later than anything is due, and within what every store can keep. */
    static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private static final int SOME = 200;

    private final LocalStore store;
    private final Ledger ledger;
    private final Renaming renaming;
    private final Setup setup;
    private boolean mayLook = true;
    private boolean seen;

    Claims(LocalStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
        this.renaming = new Renaming(ledger);
        this.setup = ledger.setup();
    }

    boolean isDue(Instant horizon) {
        return store.read(reader -> reader.nextDue(setup.collection()))
                .filter(due -> !due.isAfter(horizon))
                .isPresent();
    }

    /** Whether what the backend has was read just now, and nothing happened since. */
    void seen(boolean yes) {
        seen = yes;
    }

    /** From now on a pull can come before a push, or not: then nothing waits for one. */
    void mayLook(boolean yes) {
        mayLook = yes;
        seen = false;
    }

    /** Whether what goes next would overwrite unseen what others did: the backend does not compare, so a pull has to come first. */
    boolean isBlind(Instant horizon) {
        return store.read(reader -> reader.pending(setup.collection(), Status.READY, horizon, 1)).stream()
                .anyMatch(this::needsLook);
    }

    private boolean needsLook(PendingWrite write) {
        Verb verb = write.intent().verb();
        return mayLook
                && !seen
                && verb != Verb.CREATE
                && !setup.needsVersion(verb)
                && !write.delivery().sent();
    }

    Optional<Instant> nextDue() {
        return store.read(reader -> reader.nextDue(setup.collection()));
    }

    /** Takes what is due, up to the first that needs a look; it is frozen and marked as sent on disk when this returns (law 3). */
    List<PendingWrite> claim(Instant horizon, int limit) {
        return store.write(tx -> {
            List<PendingWrite> claimed = new ArrayList<>();
            List<PendingWrite> due = tx.pending(setup.collection(), Status.READY, horizon, limit);
            Map<String, StoredRecord> records = tx.records(
                    setup.collection(), due.stream().map(PendingWrite::id).collect(Collectors.toSet()));
            for (PendingWrite write : due) {
                if (needsLook(write)) {
                    break;
                }
                StoredRecord record =
                        records.getOrDefault(write.id(), StoredRecord.unknown(setup.collection(), write.id()));
                PendingWrite sent = write.delivery().sent()
                        ? Outgoing.again(write)
                        : Outgoing.frozen(write, record.base(), record.tombstone());
                tx.put(sent.with(Status.CLAIMED));
                claimed.add(sent.with(Status.CLAIMED));
            }
            return claimed;
        });
    }

    /** After a restart: whoever was on the way may or may not have arrived. */
    void recover() {
        for (int left = 1; left > 0; ) {
            left = store.write(tx -> {
                List<PendingWrite> some = tx.pending(setup.collection(), Status.CLAIMED, FAR, SOME);
                some.forEach(write -> tx.put(unsettled(tx, write)));
                return some.size();
            });
        }
    }

    /** The backend answered: each write by its own outcome, all in one transaction. */
    void answered(List<PendingWrite> sent, List<Outcome> outcomes) {
        store.write(tx -> {
            look(tx, sent);
            List<String> told = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                if (answered(tx, sent.get(i), outcomes.get(i))) {
                    told.add(sent.get(i).id());
                }
            }
            ledger.touched(tx, told);
            return sent.size();
        });
    }

    /** Reads what the answers are about all at once: one by one it is found in what the work has read. */
    private void look(StoreTransaction tx, List<PendingWrite> sent) {
        if (sent.size() > 1) {
            Set<String> ids = sent.stream().map(PendingWrite::id).collect(Collectors.toSet());
            tx.records(setup.collection(), ids);
            tx.pendingOf(setup.collection(), ids);
        }
    }

    /** Answers whether the record is stored under the same id, and its state was told. */
    private boolean answered(StoreTransaction tx, PendingWrite sent, Outcome answer) {
        StoredRecord record = ledger.record(tx, sent.id());
        RecordPlan plan = ledger.plan(tx, record);
        if (!isOnItsWay(plan, sent)) {
            return false;
        }
        Outcome outcome = Settlement.of(Outgoing.write(sent), answer);
        RecordPlan next = plan.answered(
                outcome,
                setup.policy(),
                () -> ledger.numbers().key(ledger.numbers().next(tx)));
        Optional<String> other = outcome.match(
                        applied -> applied.now().map(Change::id),
                        conflict -> Optional.<String>empty(),
                        refused -> Optional.<String>empty())
                .filter(id -> !id.equals(sent.id()));
        if (other.isPresent()) {
            renaming.rename(tx, record, next, sent.sequence(), other.get());
            return false;
        }
        ledger.save(tx, record, paced(next, sent));
        return tellsWhatIsThere(outcome);
    }

    /** A refusal says nothing of the record: a snapshot that does not show it is still believed. */
    private static boolean tellsWhatIsThere(Outcome outcome) {
        return outcome.match(applied -> true, conflict -> true, refused -> false);
    }

    /** A conflict that comes back again and again is not tried at once. */
    private RecordPlan paced(RecordPlan next, PendingWrite sent) {
        if (next.chain().isEmpty() || next.chain().get(0).sequence() != sent.sequence()) {
            return next;
        }
        PendingWrite head = next.chain().get(0);
        int rounds = head.delivery().rounds();
        Duration wait = rounds < 2 ? Duration.ZERO : setup.retry().after(rounds - 1, 1);
        return withHead(next, head.with(Ledger.due(head.delivery(), ledger.now().plus(wait))));
    }

    /** The calls failed; when it is certain that they did not arrive the writes are unsent again. */
    void failed(List<PendingWrite> sent, Failure failure, double luck) {
        store.write(tx -> {
            look(tx, sent);
            sent.forEach(write -> failed(tx, write, failure, luck));
            return sent.size();
        });
    }

    private void failed(StoreTransaction tx, PendingWrite sent, Failure failure, double luck) {
        StoredRecord record = ledger.record(tx, sent.id());
        RecordPlan plan = ledger.plan(tx, record);
        if (!isOnItsWay(plan, sent)) {
            return;
        }
        Delivery old = sent.delivery();
        int attempts = old.attempts() + (failure.counts() ? 1 : 0);
        if (setup.retry().isOver(attempts)) {
            Problem problem = new Problem("exhausted", failure.message());
            ledger.save(tx, record, plan.gaveUp(sent.sequence(), Reason.EXHAUSTED, problem, setup.policy()));
            return;
        }
        Duration wait = attempts == 0 ? Duration.ZERO : setup.retry().after(attempts, luck);
        Instant due = ledger.now().plus(failure.atLeast(wait));
        PendingWrite head = sent.with(new Delivery(
                old.sends(), old.base(), due, attempts, old.rounds(), old.heldSince(), Optional.of(failure.message())));
        boolean arrivedPerhaps = failure.maybeApplied() || old.sends() > 1;
        RecordPlan next = withHead(plan, arrivedPerhaps ? unsettled(tx, head) : head.with(Status.READY));
        ledger.save(tx, record, arrivedPerhaps ? next : next.thawed(setup.policy()));
    }

    /** A create that may double when it is sent again first waits for a pull to show whether it arrived (law 4). */
    private PendingWrite unsettled(StoreTransaction tx, PendingWrite write) {
        boolean look =
                write.intent().verb() == Verb.CREATE && setup.guarantees().createMayDouble();
        return look
                ? write.with(Status.HELD).with(Ledger.held(write, ledger.notes().pull(tx)))
                : write.with(Status.READY);
    }

    /** Only the very write that was sent is meant: by sequence and key, while it is on its way (law 2). */
    boolean isOnItsWay(RecordPlan plan, PendingWrite sent) {
        return plan.chain().stream()
                .filter(now -> now.sequence() == sent.sequence())
                .anyMatch(now -> now.status() == Status.CLAIMED && now.key().equals(sent.key()));
    }

    private static RecordPlan withHead(RecordPlan plan, PendingWrite head) {
        List<PendingWrite> chain = new ArrayList<>(plan.chain());
        chain.set(0, head);
        return new RecordPlan(plan.base(), plan.tombstone(), chain, plan.settled(), plan.lost(), plan.startOver());
    }
}
