package dev.mooring.supabase;

import org.junit.jupiter.api.BeforeAll;

/** The contract on {@link KitSubject#OWNED}. */
class KitOwnedContractTest extends KitContract {

    KitOwnedContractTest() {
        super(KitSubject.OWNED);
    }

    @BeforeAll
    static void start() {
        start(KitSubject.OWNED);
    }
}
