package dev.mooring.sync;

import java.util.Optional;
import java.util.function.Function;

/** What a collection says of one record: it is there in this state, or it is not there. Immutable. */
public sealed interface Change {

    /** The record's id. */
    String id();

    /** The version of the state, or of the tombstone, where the backend has one. */
    Optional<Version> version();

    /**
     * Answers by kind.
     *
     * @param <T> what both answers give
     */
    <T> T match(Function<Upsert, T> upsert, Function<Removal, T> removal);

    /** The document, when the record is there. */
    default Optional<Document> present() {
        return match(upsert -> Optional.of(upsert.document()), removal -> Optional.empty());
    }

    /** The record is there. */
    static Upsert of(Document document) {
        return new Upsert(document);
    }

    /** The record was deleted; nothing is known of a tombstone. */
    static Removal deleted(String id) {
        return new Removal(id, Reason.DELETED, Optional.empty());
    }

    /** The record is no longer in the reader's scope; whether it still exists is not known. */
    static Removal left(String id) {
        return new Removal(id, Reason.LEFT, Optional.empty());
    }

    /** Why a record is not there. */
    enum Reason {
        /** It was deleted, for everybody. */
        DELETED,
        /** It left what this reader sees: another owner, a filter that no longer fits. It may exist (FEED-20). */
        LEFT
    }

    /**
     * The record exists.
     *
     * @param document its state
     */
    record Upsert(Document document) implements Change {
        /** Checks that there is a document. */
        public Upsert {
            Tokens.present(document, "an upsert's document");
        }

        @Override
        public String id() {
            return document.id();
        }

        @Override
        public Optional<Version> version() {
            return document.version();
        }

        @Override
        public <T> T match(Function<Upsert, T> upsert, Function<Removal, T> removal) {
            return upsert.apply(this);
        }
    }

    /**
     * The record is not there.
     *
     * @param id the record's id
     * @param reason deleted, or only out of scope
     * @param version of the tombstone, where the backend keeps one; a {@link Create} may be made over exactly it
     */
    record Removal(String id, Reason reason, Optional<Version> version) implements Change {
        /** Checks that nothing is missing. */
        public Removal {
            Tokens.required(id, "a removal's id");
            Tokens.present(reason, "a removal's reason");
            Tokens.optional(version, "a removal's version");
        }

        @Override
        public <T> T match(Function<Upsert, T> upsert, Function<Removal, T> removal) {
            return removal.apply(this);
        }
    }
}
