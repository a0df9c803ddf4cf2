package dev.mooring.contract;

import dev.mooring.sync.Document;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group LIST. */
abstract class ListRules extends Rules {

    ListRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("LIST-2")
    @DisplayName("every record is listed with its id and fields")
    void everyRecordIsListed() {
        Peer ours = client();
        Document first = ours.make(1);
        Document second = ours.make(2);

        Map<String, Document> listed = client().all();

        Check.same(Set.of(first.id(), second.id()), listed.keySet(), "list after two creates");
        client().mustSee(first.id(), fields(1), "two creates");
        client().mustSee(second.id(), fields(2), "two creates");
    }
}
