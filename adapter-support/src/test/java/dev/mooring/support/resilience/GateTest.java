package dev.mooring.support.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GateTest {

    private final TemporaryFailure down = TemporaryFailure.notApplied("down", null);

    private final FakeBackend backend = new FakeBackend();
    private final SteppedClock clock = new SteppedClock();

    private Resilience.Builder policy() {
        return Resilience.builder("test").attempts(1).clock(clock).sleeper(pause -> {});
    }

    @Test
    void aBackendThatIsDownIsSparedAndTriedByOneCallLater() {
        SyncAdapter adapter =
                policy().breaker(4, Duration.ofSeconds(15)).build().around(backend);
        backend.failing(down, down, down, down, down);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(down);
        }

        assertThatThrownBy(() -> adapter.list(Cursor.START, 1))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isFalse())
                .hasMessageContaining("test was not called: the circuit breaker is open");
        assertThat(backend.asked).hasSize(4);

        clock.now = clock.now.plusSeconds(16);
        assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(down);
        assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).hasMessageContaining("breaker");
        assertThat(backend.asked).hasSize(5);

        clock.now = clock.now.plusSeconds(16);
        adapter.list(Cursor.START, 1);
        adapter.list(Cursor.START, 1);
        assertThat(backend.asked).hasSize(7);
    }

    @Test
    void withoutABreakerNoCallIsKeptBack() {
        SyncAdapter adapter = policy().noBreaker().build().around(backend);
        for (int i = 0; i < 100; i++) {
            backend.failing(down);

            assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(down);
        }

        assertThat(backend.asked).hasSize(100);
    }

    @Test
    void oneBreakerStandsForAllCollectionsOfABackend() {
        Resilience shared = policy().breaker(2, Duration.ofSeconds(15)).build();
        FakeBackend other = new FakeBackend();
        backend.failing(down, down);
        assertThatThrownBy(() -> shared.around(backend).list(Cursor.START, 1)).isSameAs(down);
        assertThatThrownBy(() -> shared.around(backend).list(Cursor.START, 1)).isSameAs(down);

        assertThatThrownBy(() -> shared.around(other).list(Cursor.START, 1)).hasMessageContaining("breaker");
        assertThat(other.asked).isEmpty();
    }

    @Test
    void answersThatAreUnwelcomeDoNotOpenTheBreaker() {
        SyncAdapter adapter =
                policy().breaker(4, Duration.ofSeconds(15)).build().around(backend);
        for (int i = 0; i < 5; i++) {
            backend.failing(
                    new Unauthenticated("u"),
                    new Misconfigured("m"),
                    new Rejected(new Problem("c", "m")),
                    new IllegalStateException());
        }

        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> adapter.list(Cursor.START, 1))).isNotInstanceOf(TemporaryFailure.class);
        }

        adapter.list(Cursor.START, 1);
        assertThat(backend.asked).hasSize(21);
    }

    @Test
    void interruptedCallsDoNotOpenTheBreaker() {
        SyncAdapter adapter =
                policy().breaker(2, Duration.ofSeconds(15)).build().around(backend);
        backend.failing(down, down, down);
        backend.during = () -> Thread.currentThread().interrupt();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(down);
            assertThat(Thread.interrupted()).isTrue();
        }
        backend.during = () -> {};

        adapter.list(Cursor.START, 1);

        assertThat(backend.asked).hasSize(4);
    }

    @Test
    void anOpenBreakerDoesNotTakeAwayADoubt() {
        SyncAdapter adapter =
                policy().attempts(3).breaker(1, Duration.ofSeconds(15)).build().around(backend);
        backend.failing(TemporaryFailure.maybeApplied("lost", null));

        assertThatThrownBy(() -> adapter.update(Update.unconditional(WriteKey.of("d", 1), "a", Map.of("x", 1))))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isTrue());
        assertThat(backend.asked).hasSize(1);
    }

    @Test
    void whatIsBeyondTheRateLimitIsNotSent() {
        SyncAdapter adapter = policy().rateLimit(2, Duration.ofHours(1), Duration.ZERO)
                .build()
                .around(backend);
        adapter.list(Cursor.START, 1);
        adapter.list(Cursor.START, 1);

        assertThatThrownBy(() -> adapter.create(Create.of(WriteKey.of("d", 1), "a", Map.of())))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isFalse())
                .hasMessageContaining("rate limit");
        assertThat(backend.asked).hasSize(2);
    }

    @Test
    void whatIsBeyondTheBulkheadIsNotSent() {
        SyncAdapter adapter = policy().bulkhead(1, Duration.ZERO).build().around(backend);
        AtomicReference<Throwable> second = new AtomicReference<>();
        backend.during = () -> {
            backend.during = () -> {};
            second.set(catchThrowable(() -> adapter.list(Cursor.START, 1)));
        };

        adapter.list(Cursor.START, 1);

        assertThat(second.get())
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isFalse())
                .hasMessageContaining("too many calls");
        adapter.list(Cursor.START, 1);
        assertThat(backend.asked).hasSize(2);
    }

    @Test
    void metersShowWhatHappens() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Resilience policy = policy().attempts(2).bulkhead(3, Duration.ZERO).build();
        ResilienceMeters.bind(policy, meters);
        backend.failing(down);

        policy.around(backend).list(Cursor.START, 1);

        assertThat(meters.get("resilience4j.retry.calls")
                        .tag("name", "test")
                        .tag("kind", "successful_with_retry")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("resilience4j.circuitbreaker.state")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get("resilience4j.bulkhead.max.allowed.concurrent.calls")
                        .gauge()
                        .value())
                .isEqualTo(3);
    }

    /** Stands still unless told. */
    private static final class SteppedClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
