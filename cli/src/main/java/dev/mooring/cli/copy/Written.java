package dev.mooring.cli.copy;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a store holds, as the members of a line. What is not there, or zero, is left out. */
final class Written {

    private Written() {}

    static Map<String, @Nullable Object> line(String kind) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kind", kind);
        return members;
    }

    static Map<String, @Nullable Object> note(String owner, String name, String text) {
        Map<String, @Nullable Object> members = line(Format.NOTE);
        members.put("collection", owner);
        members.put("name", name);
        members.put("text", text);
        return members;
    }

    static Map<String, @Nullable Object> record(StoredRecord record, @Nullable Long mark) {
        Map<String, @Nullable Object> members = line(Format.RECORD);
        members.put("collection", record.collection());
        members.put("id", record.id());
        record.view().ifPresent(view -> members.put("view", view));
        record.base().ifPresent(base -> members.put("base", document(base)));
        record.tombstone().ifPresent(version -> members.put("tombstone", version.token()));
        putUnlessEmpty(members, "local", record.local());
        members.put("pending", record.pending());
        if (mark != null) {
            members.put("mark", mark);
        }
        return members;
    }

    static Map<String, @Nullable Object> pending(PendingWrite write) {
        Map<String, @Nullable Object> members = line(Format.PENDING);
        members.putAll(write(write));
        return members;
    }

    static Map<String, @Nullable Object> letter(DeadLetter letter) {
        Map<String, @Nullable Object> members = line(Format.LETTER);
        members.put("number", letter.number());
        members.put("reason", letter.reason().name());
        members.put("code", letter.problem().code());
        members.put("message", letter.problem().message());
        members.put("at", letter.at().toString());
        letter.cause().ifPresent(cause -> members.put("cause", cause));
        members.put("write", write(letter.write()));
        letter.base().ifPresent(base -> members.put("base", document(base)));
        letter.theirs().ifPresent(theirs -> members.put("theirs", theirs.match(Written::there, Written::removal)));
        return members;
    }

    private static Map<String, @Nullable Object> write(PendingWrite write) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("sequence", write.sequence());
        members.put("collection", write.collection());
        members.put("id", write.id());
        members.put("key", write.key().token());
        members.put("made", write.madeAt().toString());
        members.put("status", write.status().name());
        if (!write.waitsFor().isEmpty()) {
            members.put("waits", List.copyOf(write.waitsFor()));
        }
        intent(members, write.intent());
        delivery(members, write.delivery());
        return members;
    }

    private static void intent(Map<String, @Nullable Object> members, Intent intent) {
        members.put("verb", intent.verb().name());
        putUnlessEmpty(members, "fields", intent.fields());
        putUnlessEmpty(members, "before", intent.before());
        intent.over().ifPresent(version -> members.put("over", version.token()));
    }

    private static void delivery(Map<String, @Nullable Object> members, Delivery delivery) {
        members.put("due", delivery.due().toString());
        putUnlessZero(members, "sends", delivery.sends());
        putUnlessZero(members, "attempts", delivery.attempts());
        putUnlessZero(members, "rounds", delivery.rounds());
        putUnlessZero(members, "held", delivery.heldSince());
        delivery.base().ifPresent(base -> members.put("sentOn", document(base)));
        delivery.problem().ifPresent(problem -> members.put("problem", problem));
    }

    private static Map<String, @Nullable Object> document(Document document) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", document.id());
        document.version().ifPresent(version -> members.put("version", version.token()));
        Optional.of(document.contains().stream().map(WriteKey::token).sorted().toList())
                .filter(keys -> !keys.isEmpty())
                .ifPresent(keys -> members.put("contains", keys));
        document.modifiedAt().ifPresent(stamp -> members.put("modified", stamp.toString()));
        members.put("fields", document.fields());
        return members;
    }

    private static Map<String, @Nullable Object> there(Change.Upsert upsert) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("document", document(upsert.document()));
        return members;
    }

    private static Map<String, @Nullable Object> removal(Change.Removal removal) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", removal.id());
        members.put("removed", removal.reason().name());
        removal.version().ifPresent(version -> members.put("version", version.token()));
        return members;
    }

    private static void putUnlessEmpty(
            Map<String, @Nullable Object> members, String name, Map<String, @Nullable Object> fields) {
        if (!fields.isEmpty()) {
            members.put(name, fields);
        }
    }

    private static void putUnlessZero(Map<String, @Nullable Object> members, String name, long number) {
        if (number != 0) {
            members.put(name, number);
        }
    }
}
