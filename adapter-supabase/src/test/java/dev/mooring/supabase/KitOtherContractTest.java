package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link KitSubject#OTHER}. */
class KitOtherContractTest extends KitContract {

    KitOtherContractTest() {
        super(KitSubject.OTHER);
    }

    @BeforeAll
    static void start() {
        start(KitSubject.OTHER);
    }
}
