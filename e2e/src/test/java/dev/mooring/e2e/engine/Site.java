package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.On;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.SyncAdapter;

/** A backend with a network in front of it that can fail. Each test uses collections of its own. */
interface Site extends AutoCloseable {

    /** A client whose calls run through {@link #faults()}. */
    SyncAdapter client(String collection);

    /** A client that no fault meets: somebody else's. */
    SyncAdapter direct(String collection);

    Faults faults();

    default Guarantees guarantees() {
        return direct("claims").guarantees();
    }

    /** From now on no token is good. */
    default void lockOut() {
        faults().arm(On.every(), Fault.status(401));
    }

    /** There is a good token again. */
    default void admit() {
        faults().clear();
    }

    /** After each test: nothing of it goes on. */
    default void calm() {
        faults().reset();
    }

    @Override
    void close();
}
