package dev.mooring.store;

import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A write that the backend has not answered yet: an entry of the outbox. Its identity in the store is the sequence. Immutable.
 *
 * @param sequence its place among all writes of the store, never reused
 * @param collection the collection of the record
 * @param id the record's id; a temporary one where the backend makes the ids
 * @param key its identity at the backend; a write whose content changes after it was sent gets a new one
 * @param intent what is wanted
 * @param status who may touch it next
 * @param delivery how far it has come
 * @param waitsFor the sequences of writes that must be settled first: an earlier write of the record, the create of a record
 *     it refers to, an earlier one of its group
 * @param madeAt when the application made it
 */
public record PendingWrite(
        long sequence,
        String collection,
        String id,
        WriteKey key,
        Intent intent,
        Status status,
        Delivery delivery,
        Set<Long> waitsFor,
        Instant madeAt) {

    /** Copies the set. */
    public PendingWrite {
        waitsFor = waitsFor.isEmpty() ? Set.of() : Collections.unmodifiableSortedSet(new TreeSet<>(waitsFor));
    }

    /** Names it and its fields; what the fields hold is the application's. */
    @Override
    public String toString() {
        return "PendingWrite[" + sequence + " " + intent.verb() + " '" + Brief.text(id) + "' of '"
                + Brief.text(collection)
                + "', fields " + Brief.names(intent.fields().keySet()) + ", " + status + ", sent " + delivery.sends()
                + " times, failed " + delivery.attempts() + " times"
                + delivery.problem().map(said -> ": " + Brief.text(said)).orElse("") + "]";
    }

    /** This write with another status. */
    public PendingWrite with(Status next) {
        return new PendingWrite(sequence, collection, id, key, intent, next, delivery, waitsFor, madeAt);
    }

    /** This write with another delivery. */
    public PendingWrite with(Delivery next) {
        return new PendingWrite(sequence, collection, id, key, intent, status, next, waitsFor, madeAt);
    }

    /** This write with another intent. */
    public PendingWrite with(Intent next) {
        return new PendingWrite(sequence, collection, id, key, next, status, delivery, waitsFor, madeAt);
    }

    /** This write under another key. */
    public PendingWrite with(WriteKey next) {
        return new PendingWrite(sequence, collection, id, next, intent, status, delivery, waitsFor, madeAt);
    }

    /** This write of a record that has another id now. */
    public PendingWrite withId(String next) {
        return new PendingWrite(sequence, collection, next, key, intent, status, delivery, waitsFor, madeAt);
    }

    /** This write, waiting for others. */
    public PendingWrite waitingFor(Set<Long> others) {
        return new PendingWrite(sequence, collection, id, key, intent, status, delivery, others, madeAt);
    }

    /** Who may touch a pending write next. Stored by name. */
    public enum Status {
        /** Nothing is in its way: it goes when it is due. */
        READY,
        /** It waits for other writes. */
        WAITING,
        /** It was handed to a call whose answer is not here yet. */
        CLAIMED,
        /** It waits for a whole pull that shows what the backend has. */
        HELD,
        /** Nobody can tell whether it arrived, and sending it again may double it: the application decides. */
        IN_DOUBT
    }
}
