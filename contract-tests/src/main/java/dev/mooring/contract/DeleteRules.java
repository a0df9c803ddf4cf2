package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of {@link dev.mooring.sync.SyncAdapter#delete}. */
abstract class DeleteRules extends Rules {

    DeleteRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("DELETE-1")
    @DisplayName("a deleted record is gone for another client")
    void deletedRecordIsGoneForAnotherClient() {
        Peer ours = client();
        Document made = ours.make(1);

        ours.remove(made);

        client().mustNotSee(made.id(), "delete of '" + made.id() + "'");
    }

    @Test
    @ContractRule("DELETE-2")
    @DisplayName("a delete of what is not there is applied")
    void deleteOfTheAbsentIsApplied() {
        String absent = absent();
        Peer ours = client();
        Document made = ours.make(1);
        client().remove(made);

        Outcome never = ours.send(Delete.unconditional(ours.key(), absent));
        Outcome deleted = ours.send(Delete.of(ours.key(), made));

        Check.applied(never, "delete of '" + absent + "', which is not there");
        Check.applied(deleted, "delete of a record that another client has deleted");
    }

    @Test
    @ContractRule("DELETE-3")
    @DisplayName("a delete that arrives three times is applied each time")
    void replayedDeleteIsApplied() {
        Peer ours = client();
        Document made = ours.make(1);
        Delete delete = Delete.of(ours.key(), made);
        Check.applied(ours.send(delete), "delete");

        Outcome twice = ours.send(delete);
        Outcome afterRestart = client().send(delete.again());

        Check.applied(twice, "the same delete, delivered twice");
        Check.applied(afterRestart, "the same delete, sent again by a new client");
        client().mustNotSee(made.id(), "one delete that arrived three times");
    }

    @Test
    @ContractRule(value = "DELETE-4", needs = Claim.CONDITIONAL_DELETES)
    @DisplayName("a delete on a stale version is a conflict that says what is there, and the record stays")
    void staleDeleteIsAConflict() {
        Peer ours = client();
        Document made = ours.make(1);
        client().change(made, patch(2));

        Outcome outcome = ours.send(Delete.of(ours.key(), made));

        String done = "delete on a version that another client's update has replaced";
        Change now = Check.conflict(outcome, done);
        Document told = now.present().orElseGet(() -> Check.fail(done, "what is there", now));
        Check.same(fields(1, patch(2)), ours.own(told), done + ", what it says is there");
        client().mustSee(made.id(), fields(1, patch(2)), done);
    }

    @Test
    @ContractRule(value = "DELETE-5", needs = Claim.CONDITIONAL_DELETES)
    @DisplayName("a delete on the current version applies")
    void deleteOnTheCurrentVersionApplies() {
        Peer ours = client();
        Document changed = ours.change(ours.make(1), patch(2));

        Outcome outcome = Delete.of(ours.key(), changed).sendTo(ours.adapter());

        Check.that(changed.version().isPresent(), "create and update", "a version", changed);
        Check.applied(outcome, "delete on the current version");
        client().mustNotSee(changed.id(), "delete on the current version");
    }

    @Test
    @ContractRule("DELETE-6")
    @DisplayName("a delete removes its record only")
    void deleteRemovesItsRecordOnly() {
        Peer ours = client();
        Document made = ours.make(2);
        Document before = ours.make(1);
        Document after = ours.make(3);

        ours.remove(made);

        Map<String, ?> others = Map.of(before.id(), fields(1), after.id(), fields(3));
        Check.same(others, client().contents(), "list after the delete of one of three records");
    }

    @Test
    @ContractRule(value = "DELETE-7", when = "ids are made by the client and a delete names a tombstone")
    @DisplayName(
            "the version that a delete answers is the tombstone's: a create over it applies, and the feed tells the same")
    void answeredTombstoneIsTheRealOne() {
        clientMadeIdsOnly();
        Peer ours = client();
        Document made = ours.make(1);
        Mirror mirror = client().mirror().pull(Peer.PAGE);

        Version answered = tombstone(ours, made);
        List<Change> told = mirror.pull(Peer.PAGE).lastOf(made.id());

        if (ours.guarantees().removals().told() != Removals.Told.NONE && !told.isEmpty()) {
            Optional<Version> fed = told.get(0).version();
            Check.same(
                    Optional.of(answered), fed, "the tombstone's version in the answer to a delete, beside the feed");
        }
        ours.remake(made.id(), fields(2), Optional.of(answered));
        client().mustSee(made.id(), fields(2), "create over the tombstone that a delete answered");
    }

    @Test
    @ContractRule(
            value = "DELETE-8",
            needs = {Claim.CONDITIONAL_DELETES, Claim.KEYS},
            when = "ids are made by the client")
    @DisplayName("a delete that is sent again does not remove a record that was made again meanwhile")
    void replayedDeleteKeepsANewLife() {
        clientMadeIdsOnly();
        Peer ours = client();
        Document made = ours.make(1);
        Delete delete = Delete.of(ours.key(), made);
        Optional<Version> tombstone =
                Check.applied(ours.send(delete), "delete").now().flatMap(Change::version);
        client().remake(made.id(), fields(2), tombstone);

        ours.send(delete.again());

        client().mustSee(made.id(), fields(2), "delete sent again, its record made again meanwhile");
    }

    @Test
    @ContractRule("DELETE-9")
    @DisplayName("a delete without a precondition removes the record in whatever state it is")
    void unconditionalDeleteRemovesAChangedRecord() {
        Peer ours = client();
        Document made = ours.make(1);
        client().change(made, patch(2));

        Outcome outcome = ours.send(Delete.unconditional(ours.key(), made.id()));

        Check.applied(outcome, "delete without a precondition of a record that another client has changed");
        client().mustNotSee(made.id(), "delete without a precondition of a record that another client has changed");
    }
}
