package dev.mooring.support.resilience;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.Transport;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole contract over a network that loses every third answer: what is sent again has no second effect. */
class LossyContractTest extends AdapterContract {

    private final InMemoryBackend backend = new InMemoryBackend();
    private final Resilience policy = Resilience.builder("lossy")
            .attempts(5)
            .breaker(1_000, Duration.ofSeconds(1))
            .sleeper(pause -> {})
            .build();

    @Override
    protected SyncAdapter adapter() {
        return policy.around(backend.client(new LossyTransport()));
    }

    private static final class LossyTransport implements Transport {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public <T> T call(String name, boolean write, Callable<T> call) throws Exception {
            T answer = call.call();
            if (calls.incrementAndGet() % 3 == 0) {
                throw new IOException("the answer to " + name + " was lost");
            }
            return answer;
        }
    }
}
