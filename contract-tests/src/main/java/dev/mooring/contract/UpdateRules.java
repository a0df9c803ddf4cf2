package dev.mooring.contract;

import dev.mooring.sync.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group UPDATE. */
abstract class UpdateRules extends Rules {

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
}
