package dev.mooring.firebase.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.FieldValue;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each write what to do next, by what was seen of its document so far. A write that meets its own key in the document has had
 * its effect; everything else is conditional on one state, so that nothing is overwritten unseen. Immutable; safe for several threads.
 */
final class Steps {

    private static final Step LOOK = new Step.Look();

    private final Documents documents;
    private final FirestoreCollection shape;

    Steps(Documents documents) {
        this.documents = documents;
        this.shape = documents.shape();
    }

    /**
     * The next step.
     *
     * @param seen the document, which may be one that does not exist; null = nobody has looked yet
     */
    Step of(Write write, @Nullable DocumentSnapshot seen) {
        if (seen != null && documents.contains(seen, write.key())) {
            return settled(Outcome.applied(documents.there(seen)));
        }
        return write.match(
                create -> create(create, seen), update -> update(update, seen), delete -> delete(delete, seen));
    }

    private Step create(Create create, @Nullable DocumentSnapshot seen) {
        if (create.tombstone().isPresent()) {
            return seen == null ? LOOK : revive(create, create.tombstone().get(), seen);
        }
        return seen != null && seen.exists() ? conflict(seen) : make(create);
    }

    private Step make(Create create) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        create.fields()
                .forEach((name, value) -> fields.put(name, documents.codec().encoded(value)));
        fields.put(shape.updatedAt(), FieldValue.serverTimestamp());
        shape.deleted().ifPresent(field -> fields.put(field, false));
        shape.owner().ifPresent(owner -> fields.put(owner.field(), owner.value()));
        shape.writeKeys()
                .ifPresent(field -> fields.put(
                        field,
                        Map.of(Documents.device(create.key()), create.key().token())));
        return new Step.Send(
                documents.reference(create.id()),
                new Step.Make(fields),
                time -> applied(create.id(), create.fields(), time, documents.with(Set.of(), create.key())));
    }

    /** Over exactly that tombstone; what it still holds and the create does not is cleared. The keys in it stay. */
    private Step revive(Create create, Version tombstone, DocumentSnapshot seen) {
        if (documents.living(seen) || !seen.exists() || !Documents.version(seen).equals(Optional.of(tombstone))) {
            return conflict(seen);
        }
        Map<FieldPath, Object> fields = bookkeeping(create.key());
        shape.deleted().ifPresent(field -> fields.put(FieldPath.of(field), false));
        Documents.stored(seen).keySet().stream()
                .filter(name -> !shape.bookkeeping().contains(name))
                .forEach(name -> fields.put(FieldPath.of(name), FieldValue.delete()));
        fields.putAll(patch(create.fields()));
        Set<WriteKey> keys = documents.with(documents.document(seen).contains(), create.key());
        return new Step.Send(
                documents.reference(create.id()),
                new Step.Change(Documents.updated(seen), fields),
                time -> applied(create.id(), create.fields(), time, keys));
    }

    private Step update(Update update, @Nullable DocumentSnapshot seen) {
        Optional<Timestamp> demanded = update.baseVersion().flatMap(Documents::updated);
        if (seen == null) {
            boolean known = demanded.isPresent() && update.base().isPresent();
            return known ? change(update, update.base().get(), demanded.get()) : LOOK;
        }
        boolean stale =
                update.baseVersion().isPresent() && !update.baseVersion().equals(version(seen));
        return !documents.living(seen) || stale
                ? conflict(seen)
                : change(update, documents.document(seen), Documents.updated(seen));
    }

    private Step change(Update update, Document from, Timestamp state) {
        Map<FieldPath, Object> fields = bookkeeping(update.key());
        fields.putAll(patch(update.patch()));
        return new Step.Send(
                documents.reference(update.id()),
                new Step.Change(state, fields),
                time -> applied(
                        update.id(),
                        Fields.apply(from.fields(), update.patch()),
                        time,
                        documents.with(from.contains(), update.key())));
    }

    private Step delete(Delete delete, @Nullable DocumentSnapshot seen) {
        Optional<Timestamp> demanded = delete.baseVersion().flatMap(Documents::updated);
        // a server stands above the rules, so that only a look keeps it from another owner's document
        boolean blind = demanded.isPresent()
                || (shape.deleted().isEmpty()
                        && shape.owner().isEmpty()
                        && delete.baseVersion().isEmpty());
        if (seen == null) {
            return blind ? remove(delete, demanded) : LOOK;
        }
        if (!documents.living(seen)) {
            return settled(Outcome.applied(documents.there(seen)));
        }
        boolean stale =
                delete.baseVersion().isPresent() && !delete.baseVersion().equals(version(seen));
        return stale ? conflict(seen) : remove(delete, Optional.of(Documents.updated(seen)));
    }

    private Step remove(Delete delete, Optional<Timestamp> state) {
        if (shape.deleted().isEmpty()) {
            return new Step.Send(
                    documents.reference(delete.id()),
                    new Step.Remove(state),
                    time -> Outcome.applied(Change.deleted(delete.id())));
        }
        Map<FieldPath, Object> fields = bookkeeping(delete.key());
        shape.deleted().ifPresent(field -> fields.put(FieldPath.of(field), true));
        return new Step.Send(
                documents.reference(delete.id()),
                new Step.Change(state.orElseThrow(), fields),
                time -> Outcome.applied(
                        new Change.Removal(delete.id(), Change.Reason.DELETED, Optional.of(Documents.version(time)))));
    }

    private Map<FieldPath, Object> bookkeeping(WriteKey key) {
        Map<FieldPath, Object> fields = new LinkedHashMap<>();
        fields.put(FieldPath.of(shape.updatedAt()), FieldValue.serverTimestamp());
        shape.writeKeys().ifPresent(field -> fields.put(FieldPath.of(field, Documents.device(key)), key.token()));
        return fields;
    }

    private Map<FieldPath, Object> patch(Map<String, @Nullable Object> patch) {
        Map<FieldPath, Object> fields = new LinkedHashMap<>();
        patch.forEach((name, value) -> {
            Object stored = documents.codec().encoded(value);
            fields.put(FieldPath.of(name), stored == null ? FieldValue.delete() : stored);
        });
        return fields;
    }

    private static Optional<Version> version(DocumentSnapshot seen) {
        return seen.exists() ? Documents.version(seen) : Optional.empty();
    }

    private Step conflict(DocumentSnapshot seen) {
        return settled(Outcome.conflict(documents.there(seen)));
    }

    private static Step settled(Outcome outcome) {
        return new Step.Settled(outcome);
    }

    private static Outcome applied(
            String id, Map<String, ? extends @Nullable Object> fields, Timestamp time, Set<WriteKey> keys) {
        return Outcome.applied(Change.of(Documents.known(id, fields, time, keys)));
    }
}
