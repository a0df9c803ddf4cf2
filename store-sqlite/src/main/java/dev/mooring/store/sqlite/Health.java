package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;

/** Remembers that damage was seen: from then on the file is left as it is. Safe for several threads. */
final class Health {

    private volatile @Nullable StoreException damage;

    void note(StoreException failure) {
        if (failure.kind() == Kind.CORRUPT) {
            damage = failure;
        }
    }

    void refuseDamaged() {
        StoreException seen = damage;
        if (seen != null) {
            throw new StoreException(
                    Kind.CORRUPT, "the store is damaged and left as it is: " + seen.getMessage(), seen);
        }
    }
}
