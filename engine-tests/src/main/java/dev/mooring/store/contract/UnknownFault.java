package dev.mooring.store.contract;

import org.opentest4j.TestAbortedException;

/** A fixture does not know how to bring a fault about: the rule is skipped. */
final class UnknownFault extends TestAbortedException {

    private static final long serialVersionUID = 1L;

    UnknownFault(String fault) {
        super("the fixture knows no fault for: " + fault);
    }
}
