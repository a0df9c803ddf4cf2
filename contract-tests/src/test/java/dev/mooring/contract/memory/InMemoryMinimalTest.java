package dev.mooring.contract.memory;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.mutant.MemoryBackstage;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.SyncAdapter;
import java.util.Optional;

/** A backend that promises the least: no feed, counted pages, no preconditions, nothing remembered. */
class InMemoryMinimalTest extends AdapterContract {

    private final InMemoryBackend backend = InMemoryBackend.builder()
            .guarantees(g -> Guarantees.minimal().toBuilder().scope("memory/minimal"))
            .withoutTombstones()
            .withoutNow()
            .build();

    @Override
    protected SyncAdapter adapter() {
        return backend.client();
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new MemoryBackstage(backend));
    }
}
