package dev.mooring.contract;

import dev.mooring.sync.Document;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group FEED. */
abstract class FeedRules extends Rules {

    FeedRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("FEED-2")
    @DisplayName("a snapshot shows every record")
    void snapshotShowsEveryRecord() {
        Peer ours = client();
        Document first = ours.make(1);
        Document second = ours.make(2);

        Mirror mirror = client().mirror().pull(Peer.PAGE);

        Check.same(Set.of(first.id(), second.id()), mirror.records().keySet(), "changesSince(START) after two creates");
        Check.same(
                fields(1),
                ours.own(mirror.records().get(first.id())),
                "changesSince(START), the fields of '" + first.id() + "'");
    }
}
