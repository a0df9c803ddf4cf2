package dev.mooring.fetch;

import dev.mooring.support.resilience.Resilience;
import dev.mooring.sync.SyncAdapter;

/** The policy of the contract runs that go through the decorator: it sends again at once and never stops trying. */
final class Resilient {

    private static final Resilience POLICY = Resilience.builder("contract")
            .attempts(2)
            .noBreaker()
            .sleeper(pause -> {})
            .build();

    private Resilient() {}

    static SyncAdapter around(SyncAdapter adapter) {
        return POLICY.around(adapter);
    }
}
