package dev.mooring.cli.copy;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The members of a line, as what a store holds: the way back from {@link Written}. */
final class Understood {

    private Understood() {}

    static StoredRecord record(Members members) {
        return new StoredRecord(
                members.text("collection"),
                members.text("id"),
                members.part("base", Understood::document),
                members.optionalText("tombstone").map(Version::new),
                members.optionalFields("view"),
                members.fields("local"),
                members.truth("pending"));
    }

    static PendingWrite write(Members members) {
        return new PendingWrite(
                members.number("sequence"),
                members.text("collection"),
                members.text("id"),
                new WriteKey(members.text("key")),
                new Intent(
                        named(Verb.class, "verb", members),
                        members.fields("fields"),
                        members.fields("before"),
                        members.optionalText("over").map(Version::new)),
                named(PendingWrite.Status.class, "status", members),
                new Delivery(
                        members.countOrZero("sends"),
                        members.part("sentOn", Understood::document),
                        members.instant("due"),
                        members.countOrZero("attempts"),
                        members.countOrZero("rounds"),
                        members.numberOrZero("held"),
                        members.optionalText("problem")),
                Set.copyOf(members.numbers("waits")),
                members.instant("made"));
    }

    static DeadLetter letter(Members members) {
        return new DeadLetter(
                members.number("number"),
                members.required("write", members.part("write", Understood::write)),
                named(DeadLetter.Reason.class, "reason", members),
                new Problem(members.text("code"), members.text("message")),
                members.part("base", Understood::document),
                members.part("theirs", Understood::change),
                members.optionalNumber("cause"),
                members.instant("at"));
    }

    private static Document document(Members members) {
        Set<WriteKey> contains = new LinkedHashSet<>();
        members.texts("contains").forEach(key -> contains.add(new WriteKey(key)));
        return new Document(
                members.text("id"),
                members.fields("fields"),
                members.optionalText("version").map(Version::new),
                contains,
                members.optionalInstant("modified"));
    }

    private static Change change(Members members) {
        Optional<Document> document = members.part("document", Understood::document);
        return document.isPresent()
                ? Change.of(document.get())
                : new Change.Removal(
                        members.text("id"),
                        named(Change.Reason.class, "removed", members),
                        members.optionalText("version").map(Version::new));
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name, Members members) {
        String text = members.text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' has a value that is not known here"));
    }
}
