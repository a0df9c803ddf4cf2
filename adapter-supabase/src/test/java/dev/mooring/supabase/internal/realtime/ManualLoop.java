package dev.mooring.supabase.internal.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A loop that the test's thread runs, with a clock that only the test moves. Steps may be put in from any thread. */
final class ManualLoop implements Loop {

    private static final Duration GUARD = Duration.ofSeconds(60);

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private record Waiting(Duration due, Runnable step) {}

    @Override
    public void run(Runnable step) {
        steps.add(step);
    }

    @Override
    public Timer after(Duration pause, Runnable step) {
        Waiting timer = new Waiting(now.plus(pause), step);
        waiting.add(timer);
        return () -> waiting.remove(timer);
    }

    @Override
    public void close() {
        steps.clear();
        waiting.clear();
    }

    /** Runs steps until something holds. */
    void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + GUARD.toNanos();
        while (!holds.getAsBoolean()) {
            Runnable step = steps.poll(5, TimeUnit.MILLISECONDS);
            if (step != null) {
                step.run();
            } else if (System.nanoTime() > end) {
                throw new AssertionError("never came: " + what);
            }
        }
    }

    /** Time passes, and what is due is run. */
    void pass(Duration span) {
        Duration end = now.plus(span);
        for (Optional<Waiting> next = next(end); next.isPresent(); next = next(end)) {
            now = next.get().due();
            waiting.remove(next.get());
            next.get().step().run();
        }
        now = end;
    }

    /** How long until the next timer is due. */
    Duration rest() {
        return waiting.stream()
                .map(Waiting::due)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new AssertionError("no timer runs"))
                .minus(now);
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    private Optional<Waiting> next(Duration end) {
        return waiting.stream()
                .filter(timer -> timer.due().compareTo(end) <= 0)
                .min(Comparator.comparing(Waiting::due));
    }
}
