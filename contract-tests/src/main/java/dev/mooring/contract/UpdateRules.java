package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@link dev.mooring.sync.SyncAdapter#update}: what changes, and what is answered. */
abstract class UpdateRules extends UpdateGuardRules {

    UpdateRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("UPDATE-1")
    @DisplayName("an update changes the named fields and leaves the others")
    void updateChangesTheNamedFieldsOnly() {
        Peer ours = client();
        Document made = ours.make(1);

        ours.change(made, patch(2));

        client().mustSee(made.id(), fields(1, patch(2)), "update of '" + made.id() + "' with " + patch(2));
    }

    @Test
    @ContractRule("UPDATE-2")
    @DisplayName("null clears a field")
    void nullClearsAField() {
        Peer ours = client();
        Document made = ours.make(1);
        Map<String, @Nullable Object> clearing = new HashMap<>();
        otherPatch(1).keySet().forEach(field -> clearing.put(field, null));

        ours.change(made, clearing);

        client().mustSee(made.id(), fields(1, clearing), "update of '" + made.id() + "' with " + clearing);
    }

    @Test
    @ContractRule("UPDATE-3")
    @DisplayName("without a precondition the fields outside the patch stay as the backend has them")
    void fieldsOutsideThePatchStayAsTheyAre() {
        Peer ours = client();
        Document made = ours.make(1);
        Document known = Document.of(made.id(), ours.own(made));
        client().change(made, otherPatch(2));

        Outcome withoutVersion = ours.send(Update.of(ours.key(), known, patch(2)));
        Check.applied(withoutVersion, "update on a base without a version");
        String done = "update without a precondition, another field changed by another client before";
        client().mustSee(made.id(), fields(1, both(2)), done);

        Outcome withoutBase = ours.send(Update.unconditional(ours.key(), made.id(), patch(3)));
        Check.applied(withoutBase, "update without a base");
        client().mustSee(made.id(), fields(1, join(otherPatch(2), patch(3))), done);
    }

    @Test
    @ContractRule("UPDATE-6")
    @DisplayName("an update of a record that never was is a conflict with a removal, and makes nothing")
    void updateOfTheAbsentIsAConflict() {
        String absent = absent();
        Peer ours = client();

        Outcome outcome = ours.send(Update.unconditional(ours.key(), absent, patch(1)));

        Check.gone(outcome, "update of '" + absent + "', which is not there");
        client().mustNotSee(absent, "update of '" + absent + "', which is not there");
    }

    @Test
    @ContractRule("UPDATE-7")
    @DisplayName("an update of a deleted record is a conflict with a removal, and does not revive it")
    void updateOfTheDeletedDoesNotRevive() {
        Peer ours = client();
        Document made = ours.make(1);
        client().remove(made);

        Outcome based = ours.send(Update.of(ours.key(), made, patch(2)));
        Outcome unbased = ours.send(Update.unconditional(ours.key(), made.id(), patch(2)));

        Check.gone(based, "update of a deleted record on its last state");
        Check.gone(unbased, "update of a deleted record without a base");
        client().mustNotSee(made.id(), "updates of a deleted record");
    }

    @Test
    @ContractRule(value = "UPDATE-8", when = "documents have versions")
    @DisplayName("the version changes with every change, also when the content comes back")
    void versionChangesWithEveryChange() {
        Peer ours = client();
        Document first = ours.make(1);
        Version one = first.version().orElseGet(() -> skip("documents have no versions"));

        Document second = ours.change(first, patch(2));
        Document third = ours.change(second, patch(1));

        Set<Optional<Version>> all = new HashSet<>(List.of(Optional.of(one), second.version(), third.version()));
        Check.same(3, all.size(), "create, update and update back; how many versions of " + all);
    }

    @Test
    @ContractRule("UPDATE-13")
    @DisplayName("a map is replaced whole, not merged into")
    void mapIsReplacedWhole() {
        String field = fields(1).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Map<?, ?> map && map.size() > 1)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> skip("fields(1) has no field whose value is a map of two entries"));
        Map<Object, Object> smaller =
                new LinkedHashMap<>((Map<?, ?>) Objects.requireNonNull(fields(1).get(field)));
        smaller.remove(smaller.keySet().iterator().next());
        Map<String, @Nullable Object> patch = Map.of(field, smaller);
        Peer ours = client();
        Document made = ours.make(1);

        ours.change(made, patch);

        client().mustSee(made.id(), fields(1, patch), "update of the map in '" + field + "' to " + smaller);
    }

    @Test
    @ContractRule(value = "UPDATE-14", when = "the answer says what the record is now")
    @DisplayName("what the answer to an update says is the present record, and its version works as a base")
    void answerToAnUpdateIsTheRecord() {
        Peer ours = client();
        Document made = ours.make(1);

        Update update = Update.of(ours.key(), made, patch(2));
        Outcome.Applied applied = Check.applied(update.sendTo(ours.adapter()), "update");
        Change now = applied.now().orElseGet(() -> skip("the answer to an update does not say what the record is now"));

        String done = "update, its answer beside list";
        Document told = now.present().orElseGet(() -> Check.fail(done, "the record", now));
        Document listed = client().see(made.id());
        Check.same(listed.fields(), told.fields(), done);
        Check.same(listed.version(), told.version(), done + ", the version");
        Update next = Update.of(ours.key(), told, otherPatch(3));
        Check.applied(next.sendTo(ours.adapter()), "update on the state that the last answer told");
    }

    @Test
    @ContractRule("UPDATE-15")
    @DisplayName("an update changes its record only")
    void updateChangesItsRecordOnly() {
        Peer ours = client();
        Document made = ours.make(2);
        Document before = ours.make(1);
        Document after = ours.make(3);
        List<Document> others = List.of(ours.see(before.id()), ours.see(after.id()));

        ours.change(made, patch(4));

        Peer theirs = client();
        for (Document other : others) {
            Document now = theirs.see(other.id());
            Check.same(other.fields(), now.fields(), "the neighbour of an update");
            Check.same(other.version(), now.version(), "the version of an update's neighbour");
        }
        Check.same(3, theirs.all().size(), "the number of records after an update");
    }

    @Test
    @ContractRule(value = "UPDATE-16", needs = Claim.STORED_KEYS)
    @DisplayName("the listed record contains the key of its last update")
    void recordContainsTheKeyOfItsUpdate() {
        Peer ours = client();
        Document made = ours.make(1);
        Update update = Update.of(ours.key(), made, patch(2));
        Check.applied(ours.send(update), "update");

        Document listed = client().see(made.id());

        Check.that(listed.contains(update.key()), "list after an update", "the key " + update.key(), listed.contains());
    }

    private Map<String, @Nullable Object> both(int n) {
        return join(otherPatch(n), patch(n));
    }

    private static Map<String, @Nullable Object> join(
            Map<String, @Nullable Object> one, Map<String, @Nullable Object> two) {
        Map<String, @Nullable Object> both = new LinkedHashMap<>(one);
        both.putAll(two);
        return both;
    }
}
