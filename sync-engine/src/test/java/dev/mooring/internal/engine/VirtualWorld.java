package dev.mooring.internal.engine;

import dev.mooring.Trouble;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.MemoryStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lanes over one store in virtual time; a call takes effect at once, and its answer takes ten milliseconds. */
final class VirtualWorld {

    private static final Duration CALL = Duration.ofMillis(10);

    private final SimClock clock = new SimClock();
    private final MemoryStore store = new MemoryStore();
    private final Numbers numbers = new Numbers(store, () -> "device");

    World world() {
        World.Control control = new World.Control() {
            @Override
            public void execute(Runnable event) {
                clock.after(Duration.ZERO, () -> true, event);
            }

            @Override
            public Runnable schedule(Duration delay, Runnable event) {
                boolean[] cancelled = {false};
                clock.after(delay, () -> !cancelled[0], event);
                return () -> cancelled[0] = true;
            }
        };
        World.Calls calls = new World.Calls() {
            @Override
            public <T> void call(Callable<T> work, World.Answer<T> answer) {
                T given = null;
                Exception failure = null;
                try {
                    given = work.call();
                } catch (Exception e) {
                    failure = e;
                }
                T answered = given;
                Exception failed = failure;
                clock.after(CALL, () -> true, () -> answer.told(answered, failed));
            }
        };
        return new World(clock, new Random(1), control, calls);
    }

    SimClock clock() {
        return clock;
    }

    MemoryStore store() {
        return store;
    }

    Ledger ledger(Setup setup) {
        Events silent = new Events() {
            @Override
            public void changed(String id) {
                // nobody observes here
            }

            @Override
            public void lost(DeadLetter letter) {
                // read from the store
            }
        };
        return ledger(setup, other -> Optional.empty(), silent);
    }

    /** The same, which finds other collections, and tells. */
    Ledger ledger(Setup setup, Function<String, Optional<Ledger>> others, Events events) {
        return new Ledger(setup, numbers, clock, others, events, Initial.none(setup.collection(), events));
    }

    Lane lane(Ledger ledger, Consumer<Trouble> problems) {
        return new Lane(store, ledger, world(), problems);
    }

    void write(Ledger ledger, int count) {
        write(ledger, count, 1);
    }

    /** Puts records whose numbers are the multiples of a factor. */
    void write(Ledger ledger, int count, int factor) {
        Edits edits = new Edits(ledger);
        store.write(tx -> {
            for (int i = 0; i < count; i++) {
                edits.put(tx, "r" + i, Map.of("n", i * factor + factor), Set.of());
            }
            return count;
        });
    }

    long pending(String collection) {
        return store.read(reader -> reader.pendingCount(collection));
    }

    /** Lets time pass. */
    void pass(Duration time) {
        var until = clock.instant().plus(time);
        while (clock.runNext(until)) {}
    }
}
