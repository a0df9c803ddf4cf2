package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@link dev.mooring.sync.SyncAdapter#create}; those about sending it again are {@link CreateReplayRules}. */
abstract class CreateRules extends CreateReplayRules {

    CreateRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("CREATE-1")
    @DisplayName("a created record is there, as written, for another client")
    void createdRecordIsThereForAnotherClient() {
        Document made = client().make(1);

        client().mustSee(made.id(), fields(1), "create of '" + made.id() + "'");
    }

    @Test
    @ContractRule(value = "CREATE-2", when = "the answer says what the record is now")
    @DisplayName("what the answer to a create says is the record as it is listed: id, fields and version")
    void answerToACreateIsTheRecord() {
        Peer ours = client();
        Create create = ours.creation(1);

        Outcome.Applied applied = Check.applied(create.sendTo(ours.adapter()), "create of '" + create.id() + "'");
        Change now = applied.now().orElseGet(() -> skip("the answer to a create does not say what the record is now"));

        String done = "create, its answer beside list";
        Document told = now.present().orElseGet(() -> Check.fail(done, "the record", now));
        Document listed = ours.see(told.id());
        Check.same(listed.fields(), told.fields(), done);
        Check.same(listed.version(), told.version(), done + ", the version");
    }

    @Test
    @ContractRule(value = "CREATE-3", when = "ids are made by the client")
    @DisplayName("a taken id is a conflict that says what is there, and nothing is changed")
    void takenIdIsAConflict() {
        clientMadeIdsOnly();
        Document made = client().make(1);
        Peer theirs = client();

        Outcome outcome = Create.of(theirs.key(), made.id(), fields(2)).sendTo(theirs.adapter());

        String done = "create of '" + made.id() + "', which another client has made";
        Change now = Check.conflict(outcome, done);
        Document told = now.present().orElseGet(() -> Check.fail(done, "what is there", now));
        Check.same(fields(1), theirs.own(told), done + ", what it says is there");
        client().mustSee(made.id(), fields(1), done);
    }

    @Test
    @ContractRule(value = "CREATE-7", when = "ids are made by the client and a delete names a tombstone")
    @DisplayName("a create over the tombstone revives the record, fields that are not sent cleared")
    void createOverTheTombstoneRevives() {
        clientMadeIdsOnly();
        Peer ours = client();
        Document made = ours.make(1);
        Version deletion = tombstone(ours, made);

        Peer theirs = client();
        Outcome outcome =
                theirs.send(Create.of(theirs.key(), made.id(), patch(2)).over(deletion));

        Check.applied(outcome, "create over the tombstone of '" + made.id() + "'");
        client().mustSee(made.id(), patch(2), "create over the tombstone of '" + made.id() + "'");
    }

    @Test
    @ContractRule(value = "CREATE-8", when = "ids are made by the client and a delete names a tombstone")
    @DisplayName("a create over another deletion than the present one, or over a living record, is a conflict")
    void createOverAnotherTombstoneIsAConflict() {
        clientMadeIdsOnly();
        Peer ours = client();
        Peer theirs = client();
        Document made = ours.make(1);
        Version first = tombstone(ours, made);
        Document again = ours.remake(made.id(), fields(2), Optional.of(first));

        Outcome overLiving =
                theirs.send(Create.of(theirs.key(), made.id(), fields(3)).over(first));
        String done = "create over a tombstone whose record lives again";
        Check.conflict(overLiving, done);
        client().mustSee(made.id(), fields(2), done);

        ours.remove(again);
        Outcome overOther =
                theirs.send(Create.of(theirs.key(), made.id(), fields(3)).over(first));
        Check.gone(overOther, "create over an older tombstone than the present one");
        client().mustNotSee(made.id(), "create over an older tombstone than the present one");
    }

    @Test
    @ContractRule(value = "CREATE-9", when = "ids are made by the client")
    @DisplayName("two clients that create one id at once make one record, and one of them is told so")
    void oneOfTwoCreatesAtOnceWins() throws Exception {
        clientMadeIdsOnly();
        for (int n = 1; n <= 5; n++) {
            Peer ours = client();
            Peer theirs = client();
            String id = id(n);
            Create mine = Create.of(ours.key(), id, fields(1));
            Create other = Create.of(theirs.key(), id, fields(2));

            List<Outcome> outcomes = Together.all(List.of(() -> ours.sendInRace(mine), () -> theirs.sendInRace(other)));

            long applied = outcomes.stream().filter(Rules::isApplied).count();
            String done = "two creates of '" + id + "' at once with different fields";
            Check.same(1L, applied, done + ", how many were applied of " + outcomes);
            client().mustSee(id, fields(isApplied(outcomes.get(0)) ? 1 : 2), done);
        }
    }

    @Test
    @ContractRule("CREATE-10")
    @DisplayName("a record may have no fields at all")
    void recordMayHaveNoFields() {
        Document made = client().make(1, Map.of());

        client().mustSee(made.id(), Map.of(), "create without fields");
    }

    @Test
    @ContractRule("CREATE-11")
    @DisplayName("a field that is not sent is absent: no default takes its place")
    void unsentFieldIsAbsent() {
        Document made = client().make(1, patch(1));

        client().mustSee(made.id(), patch(1), "create with the only field " + patch(1).keySet());
    }

    @Test
    @ContractRule("CREATE-12")
    @DisplayName("the same fields under another id are another record")
    void sameFieldsUnderAnotherIdAreAnotherRecord() {
        Peer ours = client();

        Document first = ours.make(1, fields(1));
        Document second = ours.make(2, fields(1));

        Set<String> both = Set.of(first.id(), second.id());
        Check.same(2, both.size(), "the ids of two creates with the same fields");
        Check.same(both, client().all().keySet(), "list after two creates with the same fields");
    }

    @Test
    @ContractRule(value = "CREATE-13", needs = Claim.SERVER_IDS)
    @DisplayName("the answer or the feed says which id the backend made for a create")
    void madeIdIsPairedWithItsCreate() {
        Peer ours = client();
        Create create = ours.creation(1);

        Outcome.Applied applied = Check.applied(create.sendTo(ours.adapter()), "create");

        boolean fed = client().mirror().pull(Peer.PAGE).records().values().stream()
                .anyMatch(document -> document.contains(create.key()));
        Check.that(
                applied.now().isPresent() || fed,
                "create where the backend makes the ids",
                "the made id in the answer, or the key " + create.key() + " in the feed's document",
                applied);
    }

    @Test
    @ContractRule(value = "CREATE-14", needs = Claim.STORED_KEYS)
    @DisplayName("the listed record contains the key of the create that made it")
    void recordContainsTheKeyOfItsCreate() {
        Peer ours = client();
        Create create = ours.creation(1);
        Document made = ours.make(create);

        Document listed = client().see(made.id());

        Check.that(listed.contains(create.key()), "list after a create", "the key " + create.key(), listed.contains());
    }
}
