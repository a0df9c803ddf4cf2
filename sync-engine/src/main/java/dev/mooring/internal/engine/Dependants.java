package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.internal.plan.RecordPlan;
import dev.mooring.store.DeadLetter.Reason;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes that wait for a write of one collection, be they of the same one or of another, which need not be open (law 13). */
final class Dependants {

    private static final int SOME = 100;

    private final Ledger ledger;

    Dependants(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A write holds: what waited for it goes on. */
    void release(StoreTransaction tx, long sequence) {
        for (List<PendingWrite> some = tx.waitingFor(sequence, SOME);
                !some.isEmpty();
                some = tx.waitingFor(sequence, SOME)) {
            for (PendingWrite waiting : some) {
                Ledger owner = ledger.of(waiting.collection());
                Optional<Document> base = owner.record(tx, waiting.id()).base();
                tx.put(owner.settledInto(tx, without(waiting, sequence), base));
                goesOn(tx, owner);
            }
        }
    }

    /** A write is given up: what waited for it is parked with it. */
    void park(StoreTransaction tx, long sequence, Problem problem, Optional<Long> cause) {
        // one at a time: what is parked may take others of them along
        for (List<PendingWrite> one = tx.waitingFor(sequence, 1); !one.isEmpty(); one = tx.waitingFor(sequence, 1)) {
            park(tx, one.get(0), problem, cause);
        }
    }

    /** A write is forgotten, with all of its collection: what waits for it elsewhere is parked. */
    void forget(StoreTransaction tx, PendingWrite write) {
        Problem problem = new Problem("forgotten", "what it depends on was forgotten");
        for (List<PendingWrite> one = tx.waitingFor(write.sequence(), 1);
                !one.isEmpty();
                one = tx.waitingFor(write.sequence(), 1)) {
            PendingWrite waiting = one.get(0);
            if (waiting.collection().equals(write.collection())) {
                tx.put(without(waiting, write.sequence()));
            } else {
                park(tx, waiting, problem, Optional.empty());
            }
        }
    }

    private void park(StoreTransaction tx, PendingWrite waiting, Problem problem, Optional<Long> cause) {
        Ledger owner = ledger.of(waiting.collection());
        StoredRecord record = owner.record(tx, waiting.id());
        RecordPlan parked = owner.plan(tx, record)
                .gaveUp(
                        waiting.sequence(),
                        Reason.DEPENDENCY,
                        problem,
                        owner.setup().policy());
        owner.save(tx, record, parked, cause);
        leave(tx, owner);
    }

    /** A record gets the id that the backend made: what refers to it follows, and goes on. */
    void redirect(StoreTransaction tx, long create, String from, String to) {
        for (List<PendingWrite> some = ofOthers(tx, create, from); !some.isEmpty(); some = ofOthers(tx, create, from)) {
            for (PendingWrite waiting : some) {
                Ledger owner = ledger.of(waiting.collection());
                owner.rewrite(tx, without(redirected(tx, waiting, from, to), create));
                goesOn(tx, owner);
            }
        }
    }

    /** The writes of the record itself move with it. */
    private List<PendingWrite> ofOthers(StoreTransaction tx, long create, String id) {
        return tx.waitingFor(create, SOME).stream()
                .filter(waiting -> !waiting.collection().equals(ledger.setup().collection())
                        || !waiting.id().equals(id))
                .toList();
    }

    private PendingWrite redirected(StoreReader reader, PendingWrite waiting, String from, String to) {
        Intent intent = waiting.intent();
        Ledger owner = ledger.of(waiting.collection());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(intent.fields());
        fields.replaceAll((field, value) -> from.equals(value) && refers(reader, owner, field)
                ? ledger.aliases().reference(to)
                : value);
        return waiting.with(new Intent(intent.verb(), fields, intent.before(), intent.over()));
    }

    /** What a collection that is not open has said of its references is noted with the writes that wait. */
    private boolean refers(StoreReader reader, Ledger owner, String field) {
        Optional<String> referred = owner.isOpen()
                ? Optional.ofNullable(owner.setup().references().get(field))
                : owner.notes().reference(reader, field);
        return referred.equals(Optional.of(ledger.setup().collection()));
    }

    private static PendingWrite without(PendingWrite waiting, long sequence) {
        Set<Long> rest = new TreeSet<>(waiting.waitsFor());
        rest.remove(sequence);
        return waiting.waitingFor(rest);
    }

    private void goesOn(StoreTransaction tx, Ledger owner) {
        leave(tx, owner);
        if (!owner.equals(ledger)) {
            tx.onCommit(owner::wake);
        }
    }

    /** What a collection that is not open may send is decided when it opens. */
    private static void leave(StoreTransaction tx, Ledger owner) {
        if (!owner.isOpen()) {
            owner.notes().raise(tx, Flag.UNDECIDED);
        }
    }
}
