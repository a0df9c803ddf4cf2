package dev.mooring.contract.memory;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.StatusException;
import dev.mooring.contract.mutant.MemoryBackstage;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import java.util.Optional;

/** A backend that knows ids and contents only, keeps no tombstones and has no capability beyond the verbs. */
class InMemoryIdsOnlyTest extends AdapterContract {

    private final InMemoryBackend backend = InMemoryBackend.builder()
            .guarantees(g -> g.replay(Replay.IDS).largestPage(5))
            .withoutTombstones()
            .without(BatchWrites.class)
            .without(Lookup.class)
            .without(KeyScan.class)
            .without(LiveChanges.class)
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
