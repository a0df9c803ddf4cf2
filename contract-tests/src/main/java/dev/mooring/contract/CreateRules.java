package dev.mooring.contract;

import dev.mooring.sync.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group CREATE. */
abstract class CreateRules extends Rules {

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
}
