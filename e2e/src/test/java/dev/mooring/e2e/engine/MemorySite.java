package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.StatusException;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.SyncAdapter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** {@link InMemoryBackend}, one for each collection, with faults around its calls. */
final class MemorySite implements Site {

    private final CallFaults faults = new CallFaults().statuses(fault -> Optional.of(new StatusException(fault)));
    private final Map<String, InMemoryBackend> backends = new ConcurrentHashMap<>();
    private final Supplier<InMemoryBackendBuilder> setup;

    MemorySite(Supplier<InMemoryBackendBuilder> setup) {
        this.setup = setup;
    }

    @Override
    public SyncAdapter client(String collection) {
        return backend(collection).client(faults);
    }

    @Override
    public SyncAdapter direct(String collection) {
        return backend(collection).client();
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        faults.close();
    }

    private InMemoryBackend backend(String collection) {
        return backends.computeIfAbsent(collection, any -> setup.get().build());
    }
}
