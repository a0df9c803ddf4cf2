package dev.mooring.store.contract;

import static dev.mooring.store.contract.Samples.TODOS;
import static dev.mooring.store.contract.Samples.record;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mooring.store.StoreException.Kind;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STORE-7. */
abstract class OwnerRules extends StoreRules {

    OwnerRules(LocalStoreContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("STORE-7 an open store cannot be opened again, and the attempts do not disturb its owner")
    void openStoreCannotBeOpenedAgain() {
        needs(StoreTrait.OWNED);

        fails(Kind.LOCKED, () -> contract.open(place).close());
        fails(Kind.LOCKED, () -> contract.open(place).close());

        change(tx -> tx.put(record("1", "one")));
        assertEquals(Optional.of(record("1", "one")), look(reader -> reader.record(TODOS, "1")));
    }

    @Test
    @DisplayName("STORE-7 a closed store can be opened by the next owner")
    void closedStoreCanBeOpened() {
        needs(StoreTrait.OWNED);
        change(tx -> tx.put(record("1", "one")));

        for (int owner = 0; owner < 3; owner++) {
            store.close();
            store = contract.open(place);
        }

        assertEquals(Optional.of(record("1", "one")), look(reader -> reader.record(TODOS, "1")));
    }
}
