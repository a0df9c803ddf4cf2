package dev.mooring.contract;

import dev.mooring.sync.Guarantees;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group CLIENT. */
abstract class ClientRules extends Rules {

    ClientRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("CLIENT-1")
    @DisplayName("guarantees() answers the same every time, from every client")
    void guaranteesAreTheSameEveryTime() {
        Guarantees first = client().guarantees();

        Check.same(first, client().guarantees(), "guarantees() of a second client");
    }
}
