package dev.mooring.e2e.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The stores that the suite runs with. */
enum StoreKind {
    MEMORY {
        @Override
        Supplier<LocalStore> at(Path file) {
            MemoryStore first = new MemoryStore();
            return first::reopen;
        }
    },
    SQLITE {
        @Override
        Supplier<LocalStore> at(Path file) {
            return () -> SqliteStore.at(file);
        }
    };

    /** Opens the same data as often as it is asked. */
    abstract Supplier<LocalStore> at(Path file);
}
