package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link KitSubject#SHARED}. */
class KitSharedContractTest extends KitContract {

    KitSharedContractTest() {
        super(KitSubject.SHARED);
    }

    @BeforeAll
    static void start() {
        start(KitSubject.SHARED);
    }
}
