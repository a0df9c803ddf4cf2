package dev.mooring.e2e.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mooring.Records;
import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.SyncAdapter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every case of the suite needs: a backend for the class, and for each test collections and devices of its own. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EngineBench {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Parameter
    StoreKind kind = StoreKind.MEMORY;

    Site site = new MemorySite(InMemoryBackend::builder);
    String collection = "none";
    Somebody somebody = new Somebody(site.direct(collection));
    private Path directory = Path.of("");
    private final List<Device> devices = new ArrayList<>();

    /** Starts the backend. */
    abstract Site start(Path folder) throws Exception;

    @BeforeAll
    void startBackend(@TempDir Path folder) throws Exception {
        site = start(folder);
    }

    @AfterAll
    void stopBackend() {
        site.close();
    }

    @BeforeEach
    void freshCollection(@TempDir Path folder) {
        directory = folder;
        collection = "c" + NAMES.incrementAndGet();
        somebody = new Somebody(site.direct(collection));
    }

    @AfterEach
    void closeDevices() {
        site.calm();
        devices.forEach(Device::close);
        devices.clear();
    }

    Device device() {
        Device device = new Device(kind.at(directory.resolve("device" + devices.size() + ".db")));
        devices.add(device);
        return device;
    }

    Guarantees claims() {
        return site.guarantees();
    }

    SyncAdapter client() {
        return site.client(collection);
    }

    Records<Map<String, @Nullable Object>> open(Device device) {
        return device.open(collection, client());
    }

    /** Opened, and in step. */
    Records<Map<String, @Nullable Object>> ready(Device device) {
        Records<Map<String, @Nullable Object>> records = open(device);
        Device.inStep(records);
        return records;
    }

    /** Everybody in step after everybody wrote; a drifting listing shows only on its second reading that a record is gone. */
    @SafeVarargs
    final void everybodyInStep(Records<Map<String, @Nullable Object>>... all) {
        int rounds = claims().listing() == Listing.DRIFTING ? 3 : 2;
        for (int round = 0; round < rounds; round++) {
            for (Records<Map<String, @Nullable Object>> one : all) {
                Device.inStep(one);
            }
        }
        for (Records<Map<String, @Nullable Object>> one : all) {
            assertThat(Device.view(one)).isEqualTo(somebody.all());
            assertThat(one.status().pending()).as("writes that wait").isZero();
            assertThat(one.status().problem()).isEmpty();
        }
    }

    void assumeFault(Fault fault) {
        assumeTrue(site.faults().supports(fault), "these faults, around calls, cannot make " + fault);
    }

    void assume(boolean claimed, String reason) {
        assumeTrue(claimed, reason);
    }

    static Map<String, @Nullable Object> fields(@Nullable Object... pairs) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return fields;
    }
}
