package dev.mooring.cli;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import dev.mooring.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens stores that exist: a command never makes one by a misspelled name. */
final class StoreAccess {

    private StoreAccess() {}

    /** The store in a file. */
    static LocalStore existing(Path file) {
        if (!Files.exists(file)) {
            throw new Problem(Exit.USAGE, "there is no store " + file);
        }
        return open(file);
    }

    /** The store in a file; a new one where there is none. */
    static LocalStore open(Path file) {
        try {
            return SqliteStore.at(file);
        } catch (StoreException e) {
            if (e.kind() == Kind.LOCKED) {
                throw new Problem(
                        Exit.STORE, e.getMessage() + ": close the application, or wait until its sync has ended", e);
            }
            throw e;
        }
    }
}
