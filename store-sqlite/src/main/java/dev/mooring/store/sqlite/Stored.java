package dev.mooring.store.sqlite;

import dev.mooring.sync.Document;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A stored object, looked at by name; what is not there was left out when it was written. */
final class Stored {

    private final Map<String, @Nullable Object> members;

    Stored(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) members.get(name));
    }

    long number(String name) {
        return members.get(name) instanceof Long number ? number : 0;
    }

    Optional<Long> optionalNumber(String name) {
        return Optional.ofNullable((Long) members.get(name));
    }

    Instant instant(String name) {
        List<?> parts = (List<?>) members.get(name);
        if (parts == null) {
            throw missing(name);
        }
        return Instant.ofEpochSecond((Long) parts.get(0), (Long) parts.get(1));
    }

    @SuppressWarnings("unchecked") // names are texts in JSON
    Map<String, @Nullable Object> fields(String name) {
        Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) members.get(name);
        return fields == null ? Map.of() : fields;
    }

    <T> Optional<T> part(String name, Function<Stored, T> reader) {
        return members.containsKey(name) ? Optional.of(reader.apply(new Stored(fields(name)))) : Optional.empty();
    }

    Set<Long> numbers(String name) {
        Set<Long> numbers = new LinkedHashSet<>();
        if (members.get(name) instanceof List<?> list) {
            list.forEach(each -> numbers.add((Long) each));
        }
        return numbers;
    }

    Document document() {
        Set<WriteKey> contains = new LinkedHashSet<>();
        if (members.get("contains") instanceof List<?> keys) {
            keys.forEach(key -> contains.add(new WriteKey((String) key)));
        }
        return new Document(
                text("id"),
                fields("fields"),
                optionalText("version").map(Version::new),
                contains,
                members.containsKey("modified") ? Optional.of(instant("modified")) : Optional.empty());
    }

    static Map<String, @Nullable Object> of(Document document) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", document.id());
        members.put("fields", document.fields());
        document.version().ifPresent(version -> members.put("version", version.token()));
        if (!document.contains().isEmpty()) {
            members.put(
                    "contains",
                    document.contains().stream().map(WriteKey::token).toList());
        }
        document.modifiedAt().ifPresent(stamp -> members.put("modified", of(stamp)));
        return members;
    }

    static List<Long> of(Instant instant) {
        return List.of(instant.getEpochSecond(), (long) instant.getNano());
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("it has no " + name);
    }
}
