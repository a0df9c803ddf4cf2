package dev.mooring.firebase.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Query;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A collection's documents as the SPI has them: without bookkeeping, with the update time as their version. Immutable. */
final class Documents {

    private static final Pattern KEY = Pattern.compile("[!-~]+-[0-9]+");
    /** No name of a device can be a reserved one, or empty, behind it. */
    private static final String DEVICE = "@";

    private final FirestoreCollection shape;
    private final CollectionReference collection;
    private final FieldCodec codec;

    Documents(FirestoreCollection shape, CollectionReference collection) {
        this.shape = shape;
        this.collection = collection;
        this.codec = new FieldCodec(new References(collection));
    }

    FirestoreCollection shape() {
        return shape;
    }

    FieldCodec codec() {
        return codec;
    }

    CollectionReference collection() {
        return collection;
    }

    /** All that are in the collection, or those of its owner. */
    Query query() {
        Query all = collection;
        return shape.owner()
                .map(owner -> all.whereEqualTo(FieldPath.of(owner.field()), owner.value()))
                .orElse(all);
    }

    /** Whether it is not another owner's; nothing is nobody's. */
    boolean mine(DocumentSnapshot seen) {
        return !seen.exists()
                || shape.owner()
                        .map(owner -> owner.value().equals(seen.get(FieldPath.of(owner.field()))))
                        .orElse(true);
    }

    /** Whether a text of a cursor can be the place of a document: more than may be written is there already. */
    static boolean isId(String text) {
        return !text.isEmpty() && text.indexOf('/') < 0;
    }

    DocumentReference reference(String id) {
        return collection.document(id);
    }

    /** What is there: the document, or the deletion that its tombstone is. */
    Change change(DocumentSnapshot seen) {
        return deleted(seen)
                ? new Change.Removal(seen.getId(), Change.Reason.DELETED, version(seen))
                : Change.of(document(seen));
    }

    /** The same for a document that was looked up and may be gone. */
    Change there(DocumentSnapshot seen) {
        return seen.exists() ? change(seen) : Change.deleted(seen.getId());
    }

    boolean living(DocumentSnapshot seen) {
        return seen.exists() && !deleted(seen);
    }

    boolean deleted(DocumentSnapshot seen) {
        return shape.deleted()
                .map(field -> Boolean.TRUE.equals(seen.get(FieldPath.of(field))))
                .orElse(false);
    }

    Document document(DocumentSnapshot seen) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        stored(seen).forEach((name, value) -> {
            if (!shape.bookkeeping().contains(name)) {
                fields.put(name, codec.decoded(value));
            }
        });
        return known(seen.getId(), fields, updated(seen), keys(seen));
    }

    /** A document of which the caller knows what a write made it. */
    static Document known(
            String id, Map<String, ? extends @Nullable Object> fields, Timestamp updated, Set<WriteKey> keys) {
        return Document.of(id, fields)
                .withVersion(version(updated))
                .withContains(keys)
                .withModifiedAt(Moments.instant(updated));
    }

    static Map<String, @Nullable Object> stored(DocumentSnapshot seen) {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        Map<String, Object> data = seen.getData();
        if (data != null) {
            stored.putAll(data);
        }
        return stored;
    }

    boolean contains(DocumentSnapshot seen, WriteKey key) {
        return seen.exists() && keys(seen).contains(key);
    }

    private Set<WriteKey> keys(DocumentSnapshot seen) {
        Set<WriteKey> keys = new LinkedHashSet<>();
        Object kept =
                shape.writeKeys().map(field -> seen.get(FieldPath.of(field))).orElse(null);
        if (kept instanceof Map<?, ?> byDevice) {
            byDevice.values().stream()
                    .map(String::valueOf)
                    .filter(token -> KEY.matcher(token).matches())
                    .map(WriteKey::new)
                    .forEach(keys::add);
        }
        return keys;
    }

    /** What a document would contain after a write. */
    Set<WriteKey> with(Set<WriteKey> known, WriteKey key) {
        Set<WriteKey> keys = new LinkedHashSet<>();
        if (shape.writeKeys().isPresent()) {
            known.stream().filter(other -> !other.device().equals(key.device())).forEach(keys::add);
            keys.add(key);
        }
        return keys;
    }

    static String device(WriteKey key) {
        return DEVICE + key.device();
    }

    static Optional<Version> version(DocumentSnapshot seen) {
        return Optional.of(version(updated(seen)));
    }

    static Version version(Timestamp updated) {
        return new Version(Moments.text(updated));
    }

    /** The update time that a version stands for; empty where it is from elsewhere, and so is the version of nothing here. */
    static Optional<Timestamp> updated(Version version) {
        try {
            return Optional.of(Moments.timestamp(version.token()));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Timestamp updated(DocumentSnapshot seen) {
        return Objects.requireNonNull(seen.getUpdateTime(), "a document that exists has an update time");
    }
}
