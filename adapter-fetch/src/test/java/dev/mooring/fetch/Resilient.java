package dev.mooring.fetch;

import dev.mooring.support.resilience.Resilience;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;

/** The policy of the contract runs that go through the decorator: it sends again at once and never stops trying. */
final class Resilient {

    private static final int ATTEMPTS = 2;

    /** How long one attempt of a hasty client waits: all of them together wait for 200 ms. */
    static final Duration HASTE = Duration.ofMillis(200).dividedBy(ATTEMPTS);

    private static final Resilience POLICY = Resilience.builder("contract")
            .attempts(ATTEMPTS)
            .noBreaker()
            .sleeper(pause -> {})
            .build();

    private Resilient() {}

    static SyncAdapter around(SyncAdapter adapter) {
        return POLICY.around(adapter);
    }
}
