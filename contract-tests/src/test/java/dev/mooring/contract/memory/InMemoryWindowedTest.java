package dev.mooring.contract.memory;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.StatusException;
import dev.mooring.contract.mutant.MemoryBackstage;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.Optional;

/** A feed that looks back instead of waiting, and that tells of deletions only. */
class InMemoryWindowedTest extends AdapterContract {

    private final InMemoryBackend backend = InMemoryBackend.builder()
            .guarantees(g -> g.feed(Feed.windowed(Duration.ofMinutes(1))).removals(Removals.deletes()))
            .build();

    private final CallFaults faults = new CallFaults().statuses(fault -> Optional.of(new StatusException(fault)));

    @Override
    protected SyncAdapter adapter() {
        return backend.client(faults);
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(faults);
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new MemoryBackstage(backend));
    }
}
