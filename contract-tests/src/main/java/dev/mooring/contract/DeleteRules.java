package dev.mooring.contract;

import dev.mooring.sync.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group DELETE. */
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
}
