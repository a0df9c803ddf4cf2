package dev.mooring.contract.http;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the SPI's values look in JSON: maps and lists of the JDK, both ways. Reading throws what a cast throws. */
final class JsonForm {

    private JsonForm() {}

    static Map<String, @Nullable Object> of(Page page) {
        Map<String, @Nullable Object> map = map();
        map.put("documents", page.documents().stream().map(JsonForm::of).toList());
        map.put("next", page.next().token());
        map.put("more", page.more());
        return map;
    }

    static Page page(Object json) {
        Map<?, ?> map = (Map<?, ?>) json;
        List<Document> documents =
                list(map, "documents").stream().map(JsonForm::document).toList();
        return new Page(documents, cursor(map), (Boolean) there(map, "more"));
    }

    static Map<String, @Nullable Object> of(ChangePage page) {
        Map<String, @Nullable Object> map = map();
        map.put("changes", page.changes().stream().map(JsonForm::of).toList());
        map.put("next", page.next().token());
        map.put("more", page.more());
        map.put("kind", page.kind().name());
        return map;
    }

    static ChangePage changes(Object json) {
        Map<?, ?> map = (Map<?, ?>) json;
        List<Change> changes =
                list(map, "changes").stream().map(JsonForm::change).toList();
        ChangePage.Kind kind = ChangePage.Kind.valueOf((String) there(map, "kind"));
        return new ChangePage(changes, cursor(map), (Boolean) there(map, "more"), kind);
    }

    static Map<String, @Nullable Object> of(Outcome outcome) {
        Map<String, @Nullable Object> map = map();
        outcome.match(
                applied -> map.put("applied", applied.now().map(JsonForm::of).orElse(null)),
                conflict -> map.put("conflict", of(conflict.now())),
                refused -> map.put(
                        "refused",
                        List.of(refused.problem().code(), refused.problem().message())));
        return map;
    }

    static Outcome outcome(Object json) {
        Map<?, ?> map = (Map<?, ?>) json;
        if (map.containsKey("applied")) {
            Object now = map.get("applied");
            return now == null ? Outcome.applied() : Outcome.applied(change(now));
        }
        if (map.containsKey("conflict")) {
            return Outcome.conflict(change(there(map, "conflict")));
        }
        List<?> problem = list(map, "refused");
        return Outcome.refused((String) problem.get(0), (String) problem.get(1));
    }

    /** The fields in an object under a name. */
    static Map<String, @Nullable Object> fields(Map<?, ?> map, String name) {
        Map<String, @Nullable Object> fields = map();
        ((Map<?, ?>) there(map, name)).forEach((key, value) -> fields.put((String) key, value));
        return fields;
    }

    static Optional<Version> version(Map<?, ?> map, String name) {
        return Optional.ofNullable((String) map.get(name)).map(Version::new);
    }

    /** What must be there under a name. */
    static Object there(Map<?, ?> map, String name) {
        Object value = map.get(name);
        if (value == null) {
            throw new ClassCastException("there is no '" + name + "'");
        }
        return value;
    }

    private static Map<String, @Nullable Object> of(Change change) {
        return change.match(upsert -> of(upsert.document()), removal -> {
            Map<String, @Nullable Object> map = map();
            map.put("id", removal.id());
            map.put("reason", removal.reason().name());
            map.put("version", removal.version().map(Version::token).orElse(null));
            return map;
        });
    }

    private static Change change(Object json) {
        Map<?, ?> map = (Map<?, ?>) json;
        if (!map.containsKey("reason")) {
            return Change.of(document(json));
        }
        Change.Reason reason = Change.Reason.valueOf((String) there(map, "reason"));
        return new Change.Removal((String) there(map, "id"), reason, version(map, "version"));
    }

    private static Map<String, @Nullable Object> of(Document document) {
        Map<String, @Nullable Object> map = map();
        map.put("id", document.id());
        map.put("fields", document.fields());
        map.put("version", document.version().map(Version::token).orElse(null));
        map.put("keys", document.contains().stream().map(WriteKey::token).toList());
        map.put("modifiedAt", document.modifiedAt().map(Instant::toString).orElse(null));
        return map;
    }

    private static Document document(Object json) {
        Map<?, ?> map = (Map<?, ?>) json;
        Set<WriteKey> keys = new LinkedHashSet<>();
        list(map, "keys").forEach(key -> keys.add(new WriteKey((String) key)));
        Optional<Instant> modifiedAt =
                Optional.ofNullable((String) map.get("modifiedAt")).map(Instant::parse);
        return new Document(
                (String) there(map, "id"), fields(map, "fields"), version(map, "version"), keys, modifiedAt);
    }

    private static Cursor cursor(Map<?, ?> map) {
        return new Cursor((String) there(map, "next"));
    }

    private static List<?> list(Map<?, ?> map, String name) {
        return (List<?>) there(map, name);
    }

    private static Map<String, @Nullable Object> map() {
        return new LinkedHashMap<>();
    }
}
