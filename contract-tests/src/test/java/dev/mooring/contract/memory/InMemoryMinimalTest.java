package dev.mooring.contract.memory;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.StatusException;
import dev.mooring.contract.mutant.MemoryBackstage;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.SyncAdapter;
import java.util.Optional;

/** A backend that promises the least: no feed, counted pages, no preconditions, nothing remembered. Its refusals are thrown. */
class InMemoryMinimalTest extends AdapterContract {

    private final InMemoryBackend backend = InMemoryBackend.builder()
            .guarantees(g -> Guarantees.minimal().toBuilder().scope("memory/minimal"))
            .withoutTombstones()
            .withoutNow()
            .build();

    private final CallFaults faults = new CallFaults().statuses(fault -> Optional.of(new StatusException(fault)));

    @Override
    protected SyncAdapter adapter() {
        return new Throwing(backend.client(faults));
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
