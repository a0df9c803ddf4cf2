package dev.mooring.firebase.realtime;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands in the database, and what is to stand there after a write. Its version is a hash of all that stands there, the
 * time of change included, so that no state returns. Immutable; safe for several threads.
 */
final class Layout {

    /** The server puts its own time in this place. */
    static final Map<String, @Nullable Object> NOW = Map.of(".sv", "timestamp");

    private static final int HASH_BYTES = 16;

    private final RealtimeCollection collection;

    Layout(RealtimeCollection collection) {
        this.collection = collection;
    }

    RealtimeCollection collection() {
        return collection;
    }

    boolean deleted(Map<String, @Nullable Object> stored) {
        return Boolean.TRUE.equals(stored.get(collection.deleted()));
    }

    /** The time of change, every digit of it; empty where there is none. */
    Optional<String> stamp(Map<String, @Nullable Object> stored) {
        return stored.get(collection.updatedAt()) instanceof Number number
                ? Optional.of(new BigDecimal(number.toString()).toPlainString())
                : Optional.empty();
    }

    Version version(Map<String, @Nullable Object> stored) {
        byte[] text = Json.standard().write(sorted(Values.read(stored)));
        byte[] digest = Arrays.copyOf(sha256().digest(text), HASH_BYTES);
        return new Version(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    /** What a record is to readers. */
    Change change(String id, Map<String, @Nullable Object> stored) {
        return deleted(stored)
                ? new Change.Removal(id, Change.Reason.DELETED, Optional.of(version(stored)))
                : Change.of(document(id, stored));
    }

    /** The keys of writes that are known to be in a record or its tombstone. */
    Set<WriteKey> contains(Map<String, @Nullable Object> stored) {
        Set<WriteKey> keys = new LinkedHashSet<>();
        if (collection.keepsKeys() && stored.get(collection.writeKeys()) instanceof Map<?, ?> devices) {
            devices.forEach((device, number) -> Keys.id(String.valueOf(device))
                    .flatMap(name -> key(name + "-" + number))
                    .ifPresent(keys::add));
        }
        return keys;
    }

    /** A new record, over nothing or over a tombstone, of which the write keys stay. */
    Map<String, @Nullable Object> created(Create create, Map<String, @Nullable Object> tombstone) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        create.fields().forEach((field, value) -> body.put(field, encoded(field, value)));
        return marked(create, body, tombstone);
    }

    Map<String, @Nullable Object> updated(Update update, Map<String, @Nullable Object> stored) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(stored);
        update.patch().forEach((field, value) -> {
            if (value == null) {
                body.remove(field);
            } else {
                body.put(field, encoded(field, value));
            }
        });
        return marked(update, body, stored);
    }

    Map<String, @Nullable Object> tombstone(Delete delete, Map<String, @Nullable Object> stored) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(collection.deleted(), true);
        return marked(delete, body, stored);
    }

    /** The members that a write changes in a record that is there: for a write of many places at once. */
    Map<String, @Nullable Object> changes(Write write, Map<String, @Nullable Object> stored) {
        Map<String, @Nullable Object> whole = write.match(
                create -> created(create, stored),
                update -> updated(update, stored),
                delete -> tombstone(delete, stored));
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        stored.keySet().stream().filter(field -> !whole.containsKey(field)).forEach(field -> changes.put(field, null));
        whole.forEach((field, value) -> {
            if (field.equals(collection.updatedAt()) || !value(stored, field).equals(Optional.ofNullable(value))) {
                changes.put(field, value);
            }
        });
        if (collection.keepsKeys()) {
            changes.remove(collection.writeKeys());
            changes.put(collection.writeKeys() + "/" + Keys.of(write.key().device()), number(write));
        }
        return changes;
    }

    /** The field's value as it is stored. */
    @Nullable Object encoded(String field, @Nullable Object value) {
        return collection.encodes(field) ? Json.standard().text(value) : value;
    }

    private static Optional<Object> value(Map<String, @Nullable Object> stored, String field) {
        return Optional.ofNullable(stored.get(field));
    }

    private Document document(String id, Map<String, @Nullable Object> stored) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        stored.forEach((field, value) -> {
            if (!collection.keeps(field)) {
                fields.put(field, decoded(field, value));
            }
        });
        Optional<Instant> stamp = stamp(stored).map(text -> Instant.ofEpochMilli(new BigDecimal(text).longValue()));
        return new Document(id, fields, Optional.of(version(stored)), contains(stored), stamp);
    }

    /** What another client put there without encoding it is taken as it is. */
    private @Nullable Object decoded(String field, @Nullable Object value) {
        if (collection.encodes(field) && value instanceof String text) {
            try {
                return Json.standard().parse(text);
            } catch (UnreadableJson e) {
                return text;
            }
        }
        return Values.read(value);
    }

    private Map<String, @Nullable Object> marked(
            Write write, Map<String, @Nullable Object> body, Map<String, @Nullable Object> before) {
        body.put(collection.updatedAt(), NOW);
        if (collection.keepsKeys()) {
            Map<String, @Nullable Object> devices = new LinkedHashMap<>();
            if (before.get(collection.writeKeys()) instanceof Map<?, ?> old) {
                old.forEach((device, number) -> devices.put(String.valueOf(device), number));
            }
            devices.put(Keys.of(write.key().device()), number(write));
            body.put(collection.writeKeys(), devices);
        }
        return body;
    }

    /** As text: a number of more than 53 bits would come back as another. */
    private static String number(Write write) {
        return write.key().token().substring(write.key().device().length() + 1);
    }

    private static Optional<WriteKey> key(String token) {
        try {
            return Optional.of(new WriteKey(token));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, member) -> sorted.put(String.valueOf(key), sorted(member)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> sorted = new ArrayList<>();
            list.forEach(element -> sorted.add(sorted(element)));
            return sorted;
        }
        return value;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
