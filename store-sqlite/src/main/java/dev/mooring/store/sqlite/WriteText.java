package dev.mooring.store.sqlite;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pending writes and dead letters as stored texts. What has its usual value is left out. */
final class WriteText {

    private WriteText() {}

    /** What stays as it is while a write is on its way. */
    static Map<String, @Nullable Object> body(PendingWrite write) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        Intent intent = write.intent();
        body.put("key", write.key().token());
        body.put("verb", intent.verb().name());
        body.put("made", Stored.of(write.madeAt()));
        putUnlessEmpty(body, "fields", intent.fields());
        putUnlessEmpty(body, "before", intent.before());
        intent.over().ifPresent(version -> body.put("over", version.token()));
        return body;
    }

    /** How far a write has come, beside its status and when it is due; empty for one that was not tried yet. */
    static Map<String, @Nullable Object> delivery(PendingWrite write) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        Delivery delivery = write.delivery();
        putUnlessZero(members, "sends", delivery.sends());
        putUnlessZero(members, "attempts", delivery.attempts());
        putUnlessZero(members, "rounds", delivery.rounds());
        putUnlessZero(members, "held", delivery.heldSince());
        delivery.base().ifPresent(base -> members.put("base", Stored.of(base)));
        delivery.problem().ifPresent(problem -> members.put("problem", problem));
        if (!write.waitsFor().isEmpty()) {
            members.put("waits", List.copyOf(write.waitsFor()));
        }
        return members;
    }

    static PendingWrite write(
            long sequence, String collection, String id, String status, Instant due, Stored body, Stored delivery) {
        return new PendingWrite(
                sequence,
                collection,
                id,
                new WriteKey(body.text("key")),
                new Intent(
                        Verb.valueOf(body.text("verb")),
                        body.fields("fields"),
                        body.fields("before"),
                        body.optionalText("over").map(Version::new)),
                Status.valueOf(status),
                new Delivery(
                        (int) delivery.number("sends"),
                        delivery.part("base", Stored::document),
                        due,
                        (int) delivery.number("attempts"),
                        (int) delivery.number("rounds"),
                        delivery.number("held"),
                        delivery.optionalText("problem")),
                delivery.numbers("waits"),
                body.instant("made"));
    }

    static Map<String, @Nullable Object> body(DeadLetter letter) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        PendingWrite write = letter.write();
        Map<String, @Nullable Object> whole = body(write);
        whole.putAll(delivery(write));
        whole.put("sequence", write.sequence());
        whole.put("id", write.id());
        whole.put("status", write.status().name());
        whole.put("due", Stored.of(write.delivery().due()));
        body.put("write", whole);
        body.put("reason", letter.reason().name());
        body.put("code", letter.problem().code());
        body.put("message", letter.problem().message());
        letter.base().ifPresent(base -> body.put("base", Stored.of(base)));
        letter.theirs()
                .ifPresent(theirs -> body.put(
                        "theirs",
                        theirs.match(upsert -> Map.of("document", Stored.of(upsert.document())), WriteText::removal)));
        letter.cause().ifPresent(cause -> body.put("cause", cause));
        body.put("at", Stored.of(letter.at()));
        return body;
    }

    static DeadLetter letter(long number, String collection, Stored body) {
        Stored write = new Stored(body.fields("write"));
        return new DeadLetter(
                number,
                write(
                        write.number("sequence"),
                        collection,
                        write.text("id"),
                        write.text("status"),
                        write.instant("due"),
                        write,
                        write),
                DeadLetter.Reason.valueOf(body.text("reason")),
                new Problem(body.text("code"), body.text("message")),
                body.part("base", Stored::document),
                body.part("theirs", WriteText::change),
                body.optionalNumber("cause"),
                body.instant("at"));
    }

    private static Map<String, @Nullable Object> removal(Change.Removal removal) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", removal.id());
        members.put("reason", removal.reason().name());
        removal.version().ifPresent(version -> members.put("version", version.token()));
        return members;
    }

    private static Change change(Stored stored) {
        Optional<Document> document = stored.part("document", Stored::document);
        return document.isPresent()
                ? Change.of(document.get())
                : new Change.Removal(
                        stored.text("id"),
                        Change.Reason.valueOf(stored.text("reason")),
                        stored.optionalText("version").map(Version::new));
    }

    private static void putUnlessEmpty(
            Map<String, @Nullable Object> body, String name, Map<String, @Nullable Object> fields) {
        if (!fields.isEmpty()) {
            body.put(name, fields);
        }
    }

    private static void putUnlessZero(Map<String, @Nullable Object> body, String name, long number) {
        if (number != 0) {
            body.put(name, number);
        }
    }
}
