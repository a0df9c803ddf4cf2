package dev.mooring.contract.memory;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.StatusException;
import dev.mooring.contract.mutant.MemoryBackstage;
import dev.mooring.sync.Ids;
import dev.mooring.sync.SyncAdapter;
import java.util.Optional;
import java.util.Set;

/** Ids made by the backend, as whole numbers, and a field that it manages. */
class InMemoryServerIdsTest extends AdapterContract {

    private final InMemoryBackend backend = InMemoryBackend.builder()
            .guarantees(g -> g.ids(Ids.serverMade(Ids.Type.INTEGER)).managedFields(Set.of("serial")))
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
