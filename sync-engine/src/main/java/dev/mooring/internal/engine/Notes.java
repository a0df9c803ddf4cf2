package dev.mooring.internal.engine;

import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.sync.Cursor;
import java.time.Instant;
import java.util.Optional;

/** What is noted of one collection beside its records. */
final class Notes {

    static final String LAST_PULL = "last pull";

    private final String collection;

    Notes(String collection) {
        this.collection = collection;
    }

    Cursor cursor(StoreReader reader) {
        return reader.note(collection, "cursor").map(Cursor::new).orElse(Cursor.START);
    }

    void cursor(StoreTransaction tx, Cursor cursor) {
        tx.putNote(collection, "cursor", cursor.token());
    }

    Optional<String> scope(StoreReader reader) {
        return reader.note(collection, "scope");
    }

    void scope(StoreTransaction tx, String scope) {
        tx.putNote(collection, "scope", scope);
    }

    /** The collection that a field refers to, as far as a write ever waited for one of it. */
    Optional<String> reference(StoreReader reader, String field) {
        return reader.note(collection, "reference/" + field);
    }

    void reference(StoreTransaction tx, String field, String referred) {
        if (!reference(tx, field).equals(Optional.of(referred))) {
            tx.putNote(collection, "reference/" + field, referred);
        }
    }

    /** The number of the latest pull that began. */
    long pull(StoreReader reader) {
        return number(reader, "pull");
    }

    void pull(StoreTransaction tx, long number) {
        tx.putNote(collection, "pull", Long.toString(number));
    }

    /** The latest pull that began at a point from which it shows everything. */
    long whole(StoreReader reader) {
        return number(reader, "whole");
    }

    void whole(StoreTransaction tx, long pull) {
        tx.putNote(collection, "whole", Long.toString(pull));
    }

    /** The generation of the latest snapshot that began. */
    long generation(StoreReader reader) {
        return number(reader, "generation");
    }

    void generation(StoreTransaction tx, long generation) {
        tx.putNote(collection, "generation", Long.toString(generation));
    }

    /** Whether a flag is up. */
    boolean is(StoreReader reader, Flag flag) {
        return reader.note(collection, flag.name()).isPresent();
    }

    void raise(StoreTransaction tx, Flag flag) {
        tx.putNote(collection, flag.name(), "");
    }

    void lower(StoreTransaction tx, Flag flag) {
        tx.removeNote(collection, flag.name());
    }

    /** When a whole pull ended last. */
    Optional<Instant> lastPull(StoreReader reader) {
        return time(reader, LAST_PULL);
    }

    Optional<Instant> time(StoreReader reader, String name) {
        return reader.note(collection, name).map(Instant::parse);
    }

    void time(StoreTransaction tx, String name, Instant at) {
        tx.putNote(collection, name, at.toString());
    }

    private long number(StoreReader reader, String name) {
        return reader.note(collection, name).map(Long::valueOf).orElse(0L);
    }

    /** Facts that survive a restart. */
    enum Flag {
        /** A snapshot has begun and not ended: absence means nothing yet. */
        IN_SNAPSHOT,
        /** The snapshot began where nothing was: there is nothing to sweep after it. */
        FIRST,
        /** A snapshot has ended; what it did not show is being removed. */
        SWEEPING,
        /** The last snapshot would have removed too much; it is being repeated. */
        SUSPICIOUS,
        /** What is here was called out of date, and no pull has begun since. */
        INVALID,
        /** The same, and a pull has begun. */
        BEING_RENEWED,
        /** Writes came to wait for nothing more while the collection was not open; whether they may go is not decided. */
        UNDECIDED,
        /** Something was written while the collection had no backend. */
        ADRIFT,
        /** Nothing is sent before a whole pull. */
        PULL_FIRST,
        /** A whole pull has ended once. */
        LOADED
    }
}
