package dev.mooring;

import dev.mooring.store.LocalStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How an application's data is kept, and what its collections start from: each of them may set the same differently. Not safe for
 * several threads.
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
        options = options.withRetry(policy);
        return this;
    }

    /** How long a write waits for the next edit of the same record; by default not at all. */
    public MooringBuilder debounce(Duration wait) {
        options = options.withDebounce(wait);
        return this;
    }

    /** How often changes are asked for; by default every minute. */
    public MooringBuilder interval(Duration between) {
        options = options.withInterval(between);
        return this;
    }

    /** How often a feed that may miss something by its own guarantees is read whole; by default every hour (law 7). */
    public MooringBuilder sweep(Duration between) {
        options = options.withSweep(between);
        return this;
    }

    /** How many calls push at once, per collection; by default 4. */
    public MooringBuilder parallelCalls(int most) {
        options = options.withParallel(most);
        return this;
    }

    /** How many records are asked for at once, as far as the backend gives so many; by default 1,000. */
    public MooringBuilder pageSize(int records) {
        options = options.withPage(records);
        return this;
    }

    /**
     * Keeps everything apart for one signed-in user: records, waiting writes, cursors and dead letters of other users of the store are
     * neither seen nor sent (law 18). Who switches users closes this one and opens another.
     *
     * @param id any text that names the user for ever; never a token
     */
    public MooringBuilder user(String id) {
        user = Optional.of(Given.id(id));
        return this;
    }

    /** Another clock than the system's. */
    public MooringBuilder clock(Clock time) {
        clock = Given.present(time, "a clock");
        return this;
    }

    /** Another source of luck, for ids and waits. It has to be strong where several devices make ids. */
    public MooringBuilder random(RandomGenerator luck) {
        random = Optional.of(Given.present(luck, "a source of luck"));
        return this;
    }

    /** Opens what the store holds; the store belongs to it from now on, and is closed with it. */
    public Mooring open() {
        return new Mooring(store, options, Namespace.of(user), clock, random);
    }
}
