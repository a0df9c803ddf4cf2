package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link KitSubject#SOFT}. */
class KitSoftContractTest extends KitContract {

    KitSoftContractTest() {
        super(KitSubject.SOFT);
    }

    @BeforeAll
    static void start() {
        start(KitSubject.SOFT);
    }
}
