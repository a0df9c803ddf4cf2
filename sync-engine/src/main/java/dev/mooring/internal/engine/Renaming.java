package dev.mooring.internal.engine;

import dev.mooring.internal.plan.RecordPlan;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A record gets the id that the backend made: the record, what waits for it and what refers to it move together. */
final class Renaming {

    private final Ledger ledger;

    Renaming(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The pending create that a document of the feed is known to contain, under a temporary id. */
    Optional<PendingWrite> paired(StoreTransaction tx, Change change) {
        if (ledger.setup().guarantees().ids().clientMade()) {
            return Optional.empty();
        }
        return change.present().stream()
                .flatMap(document -> document.contains().stream())
                .filter(ledger.numbers()::isOwn)
                .flatMap(key -> tx.pending(Numbers.number(key)).stream())
                .filter(write ->
                        write.intent().verb() == Verb.CREATE && !write.id().equals(change.id()))
                .findFirst();
    }

    /** Moves a record whose create is settled by {@code next} to its final id. */
    void rename(StoreTransaction tx, StoredRecord old, RecordPlan next, long create, String id) {
        ledger.dependants().redirect(tx, create, old.id(), id);
        tx.removeRecord(old.collection(), old.id());
        StoredRecord found = ledger.record(tx, id);
        StoredRecord there = found.local().isEmpty() ? LocalFields.with(found, old.local()) : found;
        List<PendingWrite> chain = new ArrayList<>();
        next.chain().forEach(write -> chain.add(write.withId(id)));
        chain.addAll(ledger.plan(tx, there).chain());
        Optional<Document> base = next.base().isPresent() ? next.base() : there.base();
        RecordPlan moved = new RecordPlan(base, next.tombstone(), chain, next.settled(), next.lost(), next.startOver());
        ledger.aliases().note(tx, old.id(), id);
        ledger.announceRenamed(tx, old.id(), id);
        ledger.save(tx, there, moved);
        ledger.touched(tx, List.of(id));
        ledger.announceGone(tx, old.id());
    }
}
