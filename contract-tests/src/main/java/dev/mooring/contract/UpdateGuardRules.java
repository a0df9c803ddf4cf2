package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of updates under a precondition, and of updates that arrive more than once. */
abstract class UpdateGuardRules extends Rules {

    UpdateGuardRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "UPDATE-4", needs = Claim.CONDITIONAL_UPDATES)
    @DisplayName("an update on a stale version changes nothing and is a conflict that says what is there")
    void staleUpdateIsAConflict() {
        Peer ours = client();
        Document made = ours.make(1);
        client().change(made, patch(2));

        Outcome outcome = ours.send(Update.of(ours.key(), made, otherPatch(3)));

        String done = "update on a version that another client's update has replaced";
        Change now = Check.conflict(outcome, done);
        Document told = now.present().orElseGet(() -> Check.fail(done, "what is there", now));
        Check.same(fields(1, patch(2)), ours.own(told), done + ", what it says is there");
        client().mustSee(made.id(), fields(1, patch(2)), done);
    }

    @Test
    @ContractRule(value = "UPDATE-5", needs = Claim.CONDITIONAL_UPDATES)
    @DisplayName("an update on the current version applies")
    void updateOnTheCurrentVersionApplies() {
        Peer ours = client();
        ours.make(1);
        Document second = ours.change(ours.make(2), patch(3));

        Outcome outcome = Update.of(ours.key(), second, patch(4)).sendTo(ours.adapter());

        Check.that(second.version().isPresent(), "create and update", "a version", second);
        Check.applied(outcome, "update on the current version");
        client().mustSee(second.id(), fields(2, patch(4)), "update on the current version");
    }

    @Test
    @ContractRule(value = "UPDATE-9", needs = Claim.CONDITIONAL_UPDATES, when = "ids are made by the client")
    @DisplayName("after a deletion and a re-creation with the same content, no version of the old life matches")
    void versionOfTheOldLifeDoesNotMatch() {
        clientMadeIdsOnly();
        Peer ours = client();
        Document made = ours.make(1);
        Peer theirs = client();
        Document again = theirs.remake(made.id(), fields(1), theirs.remove(made));

        Outcome outcome = ours.send(Update.of(ours.key(), made, patch(2)));

        String done = "update on a version from before the record was deleted and made again";
        Check.that(!made.version().equals(again.version()), done, "another version in the new life", again.version());
        Check.conflict(outcome, done);
        client().mustSee(made.id(), fields(1), done);
    }

    @Test
    @ContractRule("UPDATE-10")
    @DisplayName("an update that arrives three times has one effect and is applied each time")
    void replayedUpdateIsApplied() {
        Peer ours = client();
        Document made = ours.make(1);
        Update update = Update.of(ours.key(), made, patch(2));
        Check.applied(ours.send(update), "update");

        Outcome twice = ours.send(update);
        Outcome afterRestart = client().send(update.again());

        Check.applied(twice, "the same update, delivered twice");
        Check.applied(afterRestart, "the same update, sent again by a new client");
        Map<String, ?> expected = Map.of(made.id(), fields(1, patch(2)));
        Check.same(expected, client().contents(), "list after one update that arrived three times");
    }

    @Test
    @ContractRule(
            value = "UPDATE-11",
            needs = {Claim.CONDITIONAL_UPDATES, Claim.STORED_KEYS})
    @DisplayName("an update that is sent again does not undo a later update of another client")
    void replayedUpdateKeepsALaterOne() {
        Peer ours = client();
        Document made = ours.make(1);
        Update update = Update.of(ours.key(), made, patch(2));
        Check.applied(ours.send(update), "update");
        Peer theirs = client();
        theirs.change(theirs.see(made.id()), patch(3));

        ours.send(update.again());

        client().mustSee(
                        made.id(),
                        fields(1, patch(3)),
                        "update sent again after another client's update of the same field");
    }

    @Test
    @ContractRule(value = "UPDATE-12", needs = Claim.CONDITIONAL_UPDATES)
    @DisplayName("of two updates on one base at once exactly one applies")
    void oneOfTwoUpdatesAtOnceWins() throws Exception {
        for (int n = 1; n <= 5; n++) {
            Peer ours = client();
            Peer theirs = client();
            Document made = ours.make(n);
            Update mine = Update.of(ours.key(), made, patch(11));
            Update other = Update.of(theirs.key(), made, patch(12));

            List<Outcome> outcomes = Together.all(List.of(() -> ours.sendInRace(mine), () -> theirs.sendInRace(other)));

            long applied = outcomes.stream().filter(Rules::isApplied).count();
            String done = "two updates of '" + made.id() + "' on one base at once";
            Check.same(1L, applied, done + ", how many were applied of " + outcomes);
            client().mustSee(made.id(), fields(n, isApplied(outcomes.get(0)) ? patch(11) : patch(12)), done);
        }
    }

    @Test
    @ContractRule("UPDATE-17")
    @DisplayName("an update that is sent again does not revive a record that was deleted meanwhile")
    void replayedUpdateDoesNotRevive() {
        Peer ours = client();
        Document made = ours.make(1);
        Update update = Update.of(ours.key(), made, patch(2));
        Check.applied(ours.send(update), "update");
        Peer theirs = client();
        theirs.remove(theirs.see(made.id()));

        ours.send(update.again());

        client().mustNotSee(made.id(), "update sent again, its record deleted meanwhile");
    }
}
