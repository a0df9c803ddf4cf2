package dev.mooring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Meters of every collection that has a backend, those that are opened later included, with the tag {@code collection}:
 * {@code mooring.outbox.depth}, {@code mooring.outbox.oldest} (age), {@code mooring.dead.letters}, {@code mooring.cursor.lag} (time since the last whole
 * pull), {@code mooring.push} and {@code mooring.pull} (timers, one entry per call), {@code mooring.conflicts}. A gauge costs one look through an index. The meters go when
 * this or the Mooring is closed. The only class that needs Micrometer. Safe for several threads.
 */
public final class MooringMetrics implements MeterBinder, AutoCloseable {

    private final Mooring mooring;
    private final List<Runnable> unbinding = new ArrayList<>();

    /** Meters of what is open there. */
    public MooringMetrics(Mooring mooring) {
        this.mooring = Given.present(mooring, "a Mooring");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Given.present(registry, "a registry");
        List<Runnable> ends = new ArrayList<>();
        Subscription watching = mooring.watch((name, standing) -> bind(registry, name, standing, ends));
        synchronized (unbinding) {
            unbinding.add(() -> {
                watching.close();
                synchronized (ends) {
                    ends.forEach(Runnable::run);
                    ends.clear();
                }
            });
        }
        mooring.whenClosed(this::close);
    }

    private static void bind(MeterRegistry registry, String name, Standing standing, List<Runnable> ends) {
        Tags tags = Tags.of("collection", name);
        Timer push = Timer.builder("mooring.push").tags(tags).register(registry);
        Timer pull = Timer.builder("mooring.pull").tags(tags).register(registry);
        Counter conflicts = Counter.builder("mooring.conflicts").tags(tags).register(registry);
        List<Meter> meters = List.of(
                push,
                pull,
                conflicts,
                Gauge.builder("mooring.outbox.depth", standing, Standing::pending)
                        .tags(tags)
                        .register(registry),
                Gauge.builder("mooring.dead.letters", standing, Standing::deadLetters)
                        .tags(tags)
                        .register(registry),
                age(
                                "mooring.outbox.oldest",
                                standing,
                                of -> Optional.of(of.oldestPending().orElse(Duration.ZERO)))
                        .tags(tags)
                        .register(registry),
                age("mooring.cursor.lag", standing, Standing::lag).tags(tags).register(registry));
        Measured measured = new Measured(push, pull, conflicts);
        standing.traffic().measure(measured);
        synchronized (ends) {
            ends.add(() -> {
                standing.traffic().forget(measured);
                meters.forEach(registry::remove);
            });
        }
    }

    private static TimeGauge.Builder<Standing> age(
            String name, Standing standing, Function<Standing, Optional<Duration>> age) {
        return TimeGauge.builder(
                name,
                standing,
                TimeUnit.MILLISECONDS,
                of -> age.apply(of)
                        .map(Duration::toMillis)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN));
    }

    /** Takes the meters away. May be called twice. */
    @Override
    public void close() {
        synchronized (unbinding) {
            unbinding.forEach(Runnable::run);
            unbinding.clear();
        }
    }

    private record Measured(Timer push, Timer pull, Counter conflicts)
            implements dev.mooring.internal.observe.Traffic.Meter {
        @Override
        public void pulled(Duration took) {
            pull.record(took);
        }

        @Override
        public void pushed(Duration took) {
            push.record(took);
        }

        @Override
        public void conflict() {
            conflicts.increment();
        }
    }
}
