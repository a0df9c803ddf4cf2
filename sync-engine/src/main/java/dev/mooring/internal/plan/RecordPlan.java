package dev.mooring.internal.plan;

import dev.mooring.store.DeadLetter.Reason;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One record between two events: what is known of the backend, and what waits. Each method answers what the record becomes
 * by one event. Immutable and pure.
 *
 * @param base the last known state at the backend
 * @param tombstone the version of the deletion that is known
 * @param chain the pending writes in order; only the first one can be sent
 * @param settled writes that this event took out of the chain because they hold
 * @param lost writes that this event gave up
 * @param startOver whether the feed has to be read from the beginning, because nothing else tells what is there
 */
public record RecordPlan(
        Optional<Document> base,
        Optional<Version> tombstone,
        List<PendingWrite> chain,
        List<PendingWrite> settled,
        List<Lost> lost,
        boolean startOver) {

    /** Copies the lists. */
    public RecordPlan {
        chain = List.copyOf(chain);
        settled = List.copyOf(settled);
        lost = List.copyOf(lost);
    }

    /** A record as it is stored. */
    public static RecordPlan of(Optional<Document> base, Optional<Version> tombstone, List<PendingWrite> chain) {
        return new RecordPlan(base, tombstone, chain, List.of(), List.of(), false);
    }

    /** What the application sees. */
    public Optional<Map<String, @Nullable Object>> view() {
        return Overlay.view(fields(), chain);
    }

    /** The application wrote. */
    public RecordPlan written(PendingWrite next) {
        List<PendingWrite> longer = Coalescing.append(chain, next);
        List<PendingWrite> gone = new ArrayList<>(chain);
        gone.add(next);
        gone.removeIf(old -> longer.stream().anyMatch(kept -> kept.sequence() == old.sequence()));
        return new RecordPlan(base, tombstone, longer, gone, List.of(), false);
    }

    /**
     * A page brought the record. A sent write may find its own effect in it and is settled then; else it stays frozen, and what
     * follows stays behind it.
     */
    public RecordPlan arrived(Change change, Policy policy) {
        if (chain.isEmpty()) {
            return known(change, List.of(), List.of(), List.of());
        }
        if (isSent()) {
            PendingWrite head = chain.get(0);
            boolean mine = Settlement.of(Outgoing.write(head).again(), Outcome.conflict(change))
                    .match(applied -> true, conflict -> false, refused -> false);
            return mine ? applied(head, change, policy) : known(change, chain, List.of(), List.of());
        }
        Rebase rebase =
                Rebase.conflicting(policy.merge(), base, fields(), change).move(chain);
        return known(change, rebase.kept(), rebase.dropped(), rebase.lost());
    }

    /** The backend answered the first write of the chain; the outcome was settled before. */
    public RecordPlan answered(Outcome outcome, Policy policy, Supplier<WriteKey> keys) {
        PendingWrite head = chain.get(0);
        return outcome.match(
                applied -> applied.now()
                        .map(now -> applied(head, now, policy))
                        .orElseGet(() -> appliedSilently(head, policy)),
                conflict -> conflict(head, conflict.now(), policy, keys),
                refused -> gaveUp(head.sequence(), Reason.REFUSED, refused.problem(), policy));
    }

    /** The first write certainly did not arrive: it is unsent again, and made on what is known now. */
    public RecordPlan thawed(Policy policy) {
        PendingWrite head = chain.get(0);
        Optional<Document> frozen = head.delivery().base();
        Change now = base.<Change>map(Change::of)
                .orElseGet(() -> new Change.Removal(head.id(), Change.Reason.DELETED, tombstone));
        Rebase rebase = Rebase.conflicting(policy.merge(), frozen, frozen.map(Document::fields), now)
                .move(unsent(head, head.key()));
        return new RecordPlan(base, tombstone, rebase.kept(), rebase.dropped(), rebase.lost(), false);
    }

    /** A write is given up; what cannot go on without it is parked. */
    public RecordPlan gaveUp(long sequence, Reason reason, Problem problem, Policy policy) {
        int at = place(sequence);
        PendingWrite given = chain.get(at);
        Optional<Map<String, @Nullable Object>> before = Overlay.view(fields(), chain.subList(0, at));
        Optional<Map<String, @Nullable Object>> after = Overlay.after(before, given.intent());
        Rebase rebase =
                Rebase.parking(policy.merge(), base, after, before, problem).move(chain.subList(at + 1, chain.size()));
        List<PendingWrite> rest = new ArrayList<>(chain.subList(0, at));
        rest.addAll(rebase.kept());
        List<Lost> lostNow = new ArrayList<>();
        lostNow.add(new Lost(given, reason, problem, given.delivery().base().or(() -> base), base.map(Change::of)));
        lostNow.addAll(rebase.lost());
        return new RecordPlan(base, tombstone, rest, rebase.dropped(), lostNow, false);
    }

    private RecordPlan applied(PendingWrite head, Change now, Policy policy) {
        Optional<Map<String, @Nullable Object>> from = Overlay.after(fields(), head.intent());
        Rebase rebase = Rebase.conflicting(policy.merge(), base, from, now).move(rest());
        List<PendingWrite> done = new ArrayList<>(List.of(head));
        done.addAll(rebase.dropped());
        return known(now, rebase.kept(), done, rebase.lost());
    }

    /**
     * Applied, and the backend did not say what is there now: the write is laid over the base, the version is forgotten. An answer
     * to a write that was sent again may tell of a moment before a pull that ran meanwhile: then only a snapshot is true.
     */
    private RecordPlan appliedSilently(PendingWrite head, Policy policy) {
        boolean seen = base.isPresent() && head.intent().verb() == Verb.CREATE;
        boolean unclear = head.delivery().sends() > 1;
        Optional<Map<String, @Nullable Object>> fields = seen ? fields() : Overlay.after(fields(), head.intent());
        Change now = fields.<Change>map(present -> Change.of(Document.of(head.id(), present)))
                .orElseGet(() -> Change.deleted(head.id()));
        RecordPlan next = applied(head, now, policy);
        return new RecordPlan(next.base, next.tombstone, next.chain, next.settled, next.lost, unclear);
    }

    private RecordPlan conflict(PendingWrite head, Change now, Policy policy, Supplier<WriteKey> keys) {
        Optional<Document> ancestor = head.delivery().base();
        boolean gone = now.present().isEmpty();
        if (gone && head.intent().verb() == Verb.CREATE && !mayCreateAgain(head, now, policy)) {
            RecordPlan there = known(now, chain, List.of(), List.of());
            return there.gaveUp(head.sequence(), Reason.CONFLICT, whyNot(now), policy);
        }
        Rebase rebase = Rebase.conflicting(policy.merge(), ancestor, ancestor.map(Document::fields), now)
                .move(unsent(overKnown(head, now), keys.get()));
        return known(now, rebase.kept(), rebase.dropped(), rebase.lost());
    }

    private static Problem whyNot(Change now) {
        boolean left = now.match(upsert -> false, removal -> removal.reason() == Change.Reason.LEFT);
        return left
                ? new Problem("hidden", "the id belongs to a record that is out of sight")
                : new Problem("gone", "the record was deleted before it was created");
    }

    /** A create over a deletion that is not there any more would meet the same conflict for ever. */
    private static PendingWrite overKnown(PendingWrite head, Change now) {
        Intent intent = head.intent();
        Optional<Version> deletion = now.present().isPresent() ? Optional.empty() : now.version();
        return intent.over().isEmpty()
                ? head
                : head.with(new Intent(intent.verb(), intent.fields(), intent.before(), deletion));
    }

    /** Over a deletion that the create did not know of, unless it may have been this very record that was deleted. */
    private static boolean mayCreateAgain(PendingWrite head, Change now, Policy policy) {
        boolean fresh = head.delivery().sends() < 2 || policy.keepsKeys();
        return fresh && !now.version().equals(head.intent().over());
    }

    private List<PendingWrite> unsent(PendingWrite head, WriteKey key) {
        Delivery old = head.delivery();
        boolean sameKey = key.equals(head.key());
        Delivery unsent = new Delivery(
                0,
                Optional.empty(),
                old.due(),
                old.attempts(),
                sameKey ? old.rounds() : old.rounds() + 1,
                0,
                old.problem());
        List<PendingWrite> thawed = new ArrayList<>(chain);
        thawed.set(0, head.with(key).with(unsent));
        return thawed;
    }

    private RecordPlan known(Change now, List<PendingWrite> next, List<PendingWrite> done, List<Lost> gone) {
        Optional<Version> deletion = now.present().isPresent() ? Optional.empty() : now.version();
        return new RecordPlan(now.present(), deletion, next, done, gone, false);
    }

    private boolean isSent() {
        return !chain.isEmpty() && chain.get(0).delivery().sent();
    }

    private List<PendingWrite> rest() {
        return chain.subList(1, chain.size());
    }

    private Optional<Map<String, @Nullable Object>> fields() {
        return base.map(Document::fields);
    }

    private int place(long sequence) {
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).sequence() == sequence) {
                return i;
            }
        }
        throw new IllegalArgumentException("no write " + sequence + " in " + chain);
    }

    /** Whether two states of one record are the same: then nothing needs to be stored or told. */
    public static boolean same(Document a, Document b) {
        return a.equals(b)
                || (a.version().isPresent() && a.version().equals(b.version()) && Fields.same(a.fields(), b.fields()));
    }
}
