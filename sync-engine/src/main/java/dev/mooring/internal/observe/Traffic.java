package dev.mooring.internal.observe;

import dev.mooring.sync.Outcome;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Write;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The calls of one collection's adapter while they run, and how long they took. Safe for several threads. */
public final class Traffic {

    private final LongSupplier nanos;
    private final AtomicInteger getting = new AtomicInteger();
    private final AtomicInteger setting = new AtomicInteger();
    private final List<Meter> meters = new CopyOnWriteArrayList<>();
    private final List<Runnable> moved = new CopyOnWriteArrayList<>();

    /**
     * No calls.
     *
     * @param nanos a clock that never steps
     */
    public Traffic(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** An adapter whose calls are counted here. */
    public SyncAdapter watch(SyncAdapter adapter) {
        return new WatchedAdapter(adapter, this);
    }

    /** Whether a call that reads is on its way. */
    public boolean isGetting() {
        return getting.get() > 0;
    }

    /** Whether a call that writes is on its way. */
    public boolean isSetting() {
        return setting.get() > 0;
    }

    /** Is told of every call from now on. */
    public void measure(Meter meter) {
        meters.add(meter);
    }

    /** Is told of nothing more. */
    public void forget(Meter meter) {
        meters.remove(meter);
    }

    /** Is called whenever a call begins or ends, on its thread. */
    public void whenMoved(Runnable told) {
        moved.add(told);
    }

    <T> T get(Supplier<T> call) {
        return timed(getting, call, Meter::pulled);
    }

    Outcome set(Write write, Supplier<Outcome> call) {
        return set(List.of(write), () -> List.of(call.get())).get(0);
    }

    List<Outcome> set(List<Write> writes, Supplier<List<Outcome>> call) {
        List<Outcome> outcomes = timed(setting, call, Meter::pushed);
        for (int i = 0; i < Math.min(writes.size(), outcomes.size()); i++) {
            if (isConflict(writes.get(i), outcomes.get(i))) {
                meters.forEach(Meter::conflict);
            }
        }
        return outcomes;
    }

    private <T> T timed(AtomicInteger running, Supplier<T> call, Ended ended) {
        running.incrementAndGet();
        moved.forEach(Runnable::run);
        long begun = nanos.getAsLong();
        try {
            return call.get();
        } finally {
            Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
            running.decrementAndGet();
            meters.forEach(meter -> ended.told(meter, took));
            moved.forEach(Runnable::run);
        }
    }

    /** A create that finds itself is none. */
    private static boolean isConflict(Write write, Outcome outcome) {
        return Settlement.of(write, outcome).match(applied -> false, conflict -> true, refused -> false);
    }

    private interface Ended {
        void told(Meter meter, Duration took);
    }

    /** Who measures. Quick, and never throws. */
    public interface Meter {

        /** A call that reads ended, well or not. */
        void pulled(Duration took);

        /** A call that writes ended, well or not. */
        void pushed(Duration took);

        /** The backend had something else than a write expected. */
        void conflict();
    }
}
