package dev.mooring.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.Subscription;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.MemoryStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What docs/observing.md shows does what it says. */
class ObservingTest {

    @Test
    void whatIsShownFollowsTheRecords() throws InterruptedException {
        ObservingExamples examples = new ObservingExamples();
        CountDownLatch told = new CountDownLatch(1);
        try (Mooring mooring = Mooring.open(new MemoryStore())) {
            Records<ObservingExamples.Todo> todos = examples.open(mooring, new InMemoryBackend().client());
            todos.put("1", new ObservingExamples.Todo("Buy milk", false));
            examples.tunnel(mooring);
            assertThat(todos.sync(Duration.ofSeconds(30))).isTrue();

            try (Subscription shows = examples.show(todos);
                    Subscription later = todos.observe("1", todo -> told.countDown())) {
                assertThat(shows).isNotSameAs(later);
                assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(examples.saved(todos)).isTrue();
            }
        }
    }
}
