package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of a create that arrives more than once. */
abstract class CreateReplayRules extends Rules {

    CreateReplayRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "CREATE-4", when = "by its guarantees a create cannot double")
    @DisplayName("a create that arrives three times has one effect and is applied each time")
    void replayedCreateIsApplied() {
        safeCreatesOnly();
        Peer ours = client();
        Create create = ours.creation(1);
        Document made = ours.make(create);

        Outcome twice = ours.send(create);
        Outcome afterRestart = client().send(create.again());

        Check.applied(twice, "the same create, delivered twice");
        Check.applied(afterRestart, "the same create, sent again by a new client");
        Check.same(Map.of(made.id(), fields(1)), client().contents(), "list after one create that arrived three times");
    }

    @Test
    @ContractRule(value = "CREATE-5", when = "by its guarantees a create cannot double")
    @DisplayName("a create that is sent again answers the present state and leaves a later update alone")
    void replayedCreateKeepsALaterUpdate() {
        safeCreatesOnly();
        Peer ours = client();
        Create create = ours.creation(1);
        Document made = ours.make(create);
        client().change(made, patch(2));

        Outcome.Applied applied = Check.applied(ours.send(create.again()), "create sent again after another's update");

        Map<String, ?> present = fields(1, patch(2));
        client().mustSee(made.id(), present, "create sent again after another's update");
        applied.now()
                .flatMap(Change::present)
                .ifPresent(told -> Check.same(present, ours.own(told), "the answer to a create sent again"));
    }

    @Test
    @ContractRule(value = "CREATE-6", needs = Claim.STORED_KEYS)
    @DisplayName("a create that is sent again does not revive a record that was deleted meanwhile")
    void replayedCreateDoesNotRevive() {
        Peer ours = client();
        Create create = ours.creation(1);
        Document made = ours.make(create);
        client().remove(made);

        ours.send(create.again());

        Check.same(Set.of(), client().all().keySet(), "list after a create sent again, its record deleted meanwhile");
    }
}
