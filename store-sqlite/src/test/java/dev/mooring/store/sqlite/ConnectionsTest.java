package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {

    @TempDir
    private Path folder;

    @Test
    void aConnectionThatCannotBePreparedIsClosed() throws Exception {
        Path file = folder.resolve("store.db");
        Connections connections = new Connections(file, Durability.FULL);

        try (Connection opened = Connections.maker(file)) {
            assertThatThrownBy(() -> connections.prepared(opened, "PRAGMA query_only = ("))
                    .isInstanceOf(StoreException.class);

            assertThat(opened.isClosed()).isTrue();
        }
    }
}
