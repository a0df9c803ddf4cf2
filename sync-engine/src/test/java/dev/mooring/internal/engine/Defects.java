package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;

/** Where a simulation takes the parts of the engine from; a planted defect replaces one. */
interface Defects {

    /** The engine as it is. */
    Defects NONE = new Defects() {};

    default LocalStore store(LocalStore store) {
        return store;
    }

    default Setup setup(Setup setup) {
        return setup;
    }

    default Claims claims(LocalStore store, Ledger ledger) {
        return new Claims(store, ledger);
    }

    default Pages pages(LocalStore store, Ledger ledger) {
        return new Pages(store, ledger);
    }
}
