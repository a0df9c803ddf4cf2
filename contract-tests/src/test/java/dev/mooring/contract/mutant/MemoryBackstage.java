package dev.mooring.contract.mutant;

import dev.mooring.contract.Backstage;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.LateWrite;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the owner of a backend in memory can do. */
public final class MemoryBackstage implements Backstage {

    private final InMemoryBackend backend;

    /** Of that backend. */
    public MemoryBackstage(InMemoryBackend backend) {
        this.backend = backend;
    }

    @Override
    public boolean leave(String id) {
        backend.give(id, "stranger");
        return true;
    }

    @Override
    public boolean enter(String id) {
        backend.give(id, InMemoryBackend.USER);
        return true;
    }

    @Override
    public Optional<Late> begin(Write write) {
        LateWrite late = backend.begin(write);
        return Optional.of(late::commit);
    }

    @Override
    public boolean expireCursors() {
        backend.expireCursors();
        return true;
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        backend.putUnstamped(id, fields);
        return true;
    }
}
