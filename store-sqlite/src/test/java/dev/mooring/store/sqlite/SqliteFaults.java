package dev.mooring.store.sqlite;

import dev.mooring.store.LocalStore;
import dev.mooring.store.contract.StoreFaults;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Faults of the medium, as SQLite reports them. */
final class SqliteFaults implements StoreFaults {

    static final String FILE = "test.db";

    @Override
    public Runnable fill(LocalStore store) {
        // a limit below the present size becomes the present size
        ((SqliteStore) store).onWriter("PRAGMA max_page_count = 1");
        return () -> ((SqliteStore) store).onWriter("PRAGMA max_page_count = 1000000000");
    }

    @Override
    public Runnable protect(LocalStore store) {
        ((SqliteStore) store).onWriter("PRAGMA query_only = ON");
        return () -> ((SqliteStore) store).onWriter("PRAGMA query_only = OFF");
    }

    @Override
    public void damage(Path place) throws IOException {
        overwrite(place.resolve(FILE), 0, "not a store".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void renew(Path place) throws IOException {
        overwrite(place.resolve(FILE), 60, new byte[] {0, 0, 0, Schema.VERSION + 1});
    }

    static void overwrite(Path file, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            open.write(bytes);
        }
    }
}
