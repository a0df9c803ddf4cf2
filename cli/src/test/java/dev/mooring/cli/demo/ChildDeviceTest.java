package dev.mooring.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mooring.server.RestServer;
import dev.mooring.store.StoreException;
import dev.mooring.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device that is a process of its own. */
class ChildDeviceTest {

    @Test
    void aKilledDeviceLetsGoOfItsStoreAndKeepsItsEdits(@TempDir Path directory) {
        Path file = directory.resolve("laptop.db");
        try (RestServer server = RestServer.builder().inMemory().start()) {
            ChildDevice device = ChildDevice.start(file, server.uri(), true);
            device.put("milk", Map.of("count", 2L));
            assertThat(device.pending()).isEqualTo(1);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> SqliteStore.at(file))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(StoreException.Kind.LOCKED));

            assertThat(device.kill()).isNotZero();

            try (ChildDevice again = ChildDevice.start(file, server.uri(), true)) {
                assertThat(again.pending()).isEqualTo(1);
                assertThat(again.list()).isEqualTo(Map.of("milk", Map.of("count", 2L)));
            }
        }
    }

    @Test
    void whoWaitsForADeviceCanBeInterrupted(@TempDir Path directory) {
        try (RestServer server = RestServer.builder().inMemory().start();
                ChildDevice device = ChildDevice.start(directory.resolve("laptop.db"), server.uri(), true)) {
            // offline: it would wait for its whole patience
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(device::sync)
                    .withCauseInstanceOf(InterruptedException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
