package dev.mooring;

import dev.mooring.store.LocalStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How an application's data is kept, and what its collections start from: each of them may set the same differently. The store belongs to the
 * builder: an option that is refused closes it. Not safe for several threads.
 */
public final class MooringBuilder {

    private final LocalStore store;
    private Options options = Options.PLAIN;
    private Optional<String> user = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Optional<RandomGenerator> random = Optional.empty();

    MooringBuilder(LocalStore store) {
        this.store = Given.present(store, "a store");
    }

    /** How failures are retried; by default {@link Retry#forever()}. */
    public MooringBuilder retry(Retry policy) {
        return set(() -> options = options.withRetry(policy));
    }

    /** How long a write waits for the next edit of the same record; by default not at all. */
    public MooringBuilder debounce(Duration wait) {
        return set(() -> options = options.withDebounce(wait));
    }

    /** How often changes are asked for; by default every minute. */
    public MooringBuilder interval(Duration between) {
        return set(() -> options = options.withInterval(between));
    }

    /** How often a feed that may miss something by its own guarantees is read whole; by default every hour (law 7). */
    public MooringBuilder sweep(Duration between) {
        return set(() -> options = options.withSweep(between));
    }

    /** How many calls push at once, per collection; by default 4. */
    public MooringBuilder parallelCalls(int most) {
        return set(() -> options = options.withParallel(most));
    }

    /** How many records are asked for at once, as far as the backend gives so many; by default 1,000. */
    public MooringBuilder pageSize(int records) {
        return set(() -> options = options.withPage(records));
    }

    /**
     * Keeps everything apart for one signed-in user: records, waiting writes, cursors and dead letters of other users of the store are
     * neither seen nor sent (law 18). Who switches users closes this one and opens another.
     *
     * @param id any text that names the user for ever; never a token
     */
    public MooringBuilder user(String id) {
        return set(() -> user = Optional.of(Given.id(id)));
    }

    /** Another clock than the system's. */
    public MooringBuilder clock(Clock time) {
        return set(() -> clock = Given.present(time, "a clock"));
    }

    /** Another source of luck, for ids and waits. It has to be strong where several devices make ids. */
    public MooringBuilder random(RandomGenerator luck) {
        return set(() -> random = Optional.of(Given.present(luck, "a source of luck")));
    }

    /** Opens what the store holds; the store belongs to it from now on, and is closed with it. */
    public Mooring open() {
        return orClosed(() -> new Mooring(store, options, Namespace.of(user), clock, random));
    }

    private MooringBuilder set(Runnable option) {
        return orClosed(() -> {
            option.run();
            return this;
        });
    }

    /** Nobody else can close the store of an expression that ends here, and its file would stay locked. */
    private <X> X orClosed(Supplier<X> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            try {
                store.close();
            } catch (RuntimeException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }
}
