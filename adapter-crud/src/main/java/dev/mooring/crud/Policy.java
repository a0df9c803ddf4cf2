package dev.mooring.crud;

import dev.mooring.sync.Guarantees;

/**
 * What the functions are trusted with.
 *
 * @param guarantees what the adapter claims
 * @param exact whether create, update and delete themselves answer unchanged where the record is there, or is not
 * @param whole whether update takes whole rows
 * @param canUpdate whether there is an update function
 * @param softDeletes whether a delete is an update of the flag
 */
record Policy(Guarantees guarantees, boolean exact, boolean whole, boolean canUpdate, boolean softDeletes) {

    boolean conditionalUpdates() {
        return guarantees.conditionalUpdates();
    }

    boolean conditionalDeletes() {
        return guarantees.conditionalDeletes();
    }

    boolean clientMadeIds() {
        return guarantees.ids().clientMade();
    }
}
