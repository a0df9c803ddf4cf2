package dev.mooring.migrate;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** One call of a migration, from opening its checkpoint to the report. */
final class Session implements AutoCloseable {

    private final Options options;
    private final CheckpointLock lock;
    private final Checkpoint checkpoint;
    private final Ahead ahead;
    private final ExecutorService workers;
    private final Parts parts;
    private final List<Carrier> carriers = new ArrayList<>();

    private Session(Options options, CheckpointLock lock, Checkpoint checkpoint, boolean writes) {
        this.options = options;
        this.lock = lock;
        this.checkpoint = checkpoint;
        this.ahead = new Ahead(options.threads(), options.readAhead());
        this.workers = Executors.newFixedThreadPool(options.parallel(), options.threads());
        // not the one that may be seeded: no two sessions may draw the same
        RandomGenerator names = new SecureRandom();
        Halt halt = new Halt(checkpoint, writes);
        Throttle throttle = options.throttle(halt::asked);
        this.parts = new Parts(
                options.mapping(),
                checkpoint,
                checkpoint.device(() -> "migration-" + Long.toHexString(names.nextLong())),
                names,
                new Patience(options.attempts(), throttle, options.random()),
                throttle,
                options.clock(),
                options.pageSize(),
                ahead,
                halt,
                new Telling(options.clock(), options.listener()),
                new TargetIds(options.pairs(), options.mapping(), checkpoint));
        options.pairs().forEach(pair -> carriers.add(new Carrier(pair, parts)));
    }

    /** Does the work of a call, and reports. A paused migration does none that writes. */
    static Report of(Options options, String action, boolean writes, Consumer<Session> work) {
        Instant started = options.clock().instant();
        try (Session session = open(options, writes)) {
            if (!writes || !session.checkpoint.paused()) {
                work.accept(session);
            }
            return session.report(action, started);
        }
    }

    private static Session open(Options options, boolean writes) {
        CheckpointLock lock = CheckpointLock.of(options.checkpoint());
        boolean opened = false;
        try {
            Sql sql = new CheckpointFile(options.checkpoint()).open(options.identity());
            try {
                Session session = new Session(options, lock, new Checkpoint(sql), writes);
                opened = true;
                return session;
            } finally {
                if (!opened) {
                    sql.close();
                }
            }
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    List<Carrier> carriers() {
        return carriers;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    Parts parts() {
        return parts;
    }

    /**
     * This session, unless users may work at the target by now: what the source has is old there.
     *
     * @throws CheckpointException when they may
     */
    Session carrying() {
        State state = checkpoint.state();
        if (state.usersMayHaveChanged()) {
            throw new CheckpointException(
                    CheckpointException.Kind.CUT_OVER,
                    "the migration of " + options.checkpoint()
                            + (state == State.SWITCHING ? " has begun to change over" : " has changed over")
                            + ": what the source has is written to the target no more");
        }
        return this;
    }

    void verify(Carrier carrier) {
        new Verifier(carrier, parts).verify();
    }

    void repair(Carrier carrier) {
        new Mender(carrier, parts, options.deleteExtras()).repair();
    }

    /** Carries what waited for records that it refers to. */
    boolean settleReferences(Carrier carrier) {
        return new Mender(carrier, parts, options.deleteExtras()).settleReferences();
    }

    void retry(Carrier carrier) {
        new Mender(carrier, parts, options.deleteExtras()).retry();
    }

    void believeGone(Carrier carrier) {
        new Mender(carrier, parts, options.deleteExtras()).believeGone();
    }

    /** The same for every collection, several at once; false = stopped before. */
    boolean each(Consumer<Carrier> work) {
        return all(carrier -> {
            work.accept(carrier);
            return true;
        });
    }

    /** Whether all answered yes; the first failure stops the others at their next page. */
    boolean all(Predicate<Carrier> work) {
        AtomicBoolean yes = new AtomicBoolean(true);
        Map<String, Future<?>> running = new LinkedHashMap<>();
        for (Carrier carrier : inOrder()) {
            List<Future<?>> before = before(carrier, running);
            running.put(carrier.pair().name(), workers.submit(() -> {
                boolean done = false;
                try {
                    before.forEach(Ahead::answer);
                    if (!answer(work, carrier)) {
                        yes.set(false);
                    }
                    done = true;
                } finally {
                    if (!done) {
                        parts.halt().fail();
                    }
                }
            }));
        }
        List<RuntimeException> failures = new ArrayList<>();
        running.values().forEach(each -> await(each, failures));
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
            throw first;
        }
        return yes.get();
    }

    /** Who was stopped while it waited did not get done, as who was stopped between two pages. */
    private static boolean answer(Predicate<Carrier> work, Carrier carrier) {
        try {
            return work.test(carrier);
        } catch (Stopped e) {
            return false;
        }
    }

    /** Who waits comes later, so that whom he waits for has a thread already. */
    private List<Carrier> inOrder() {
        Map<String, Carrier> ordered = new LinkedHashMap<>();
        Set<String> met = new HashSet<>();
        carriers.forEach(carrier -> place(carrier, ordered, met));
        return List.copyOf(ordered.values());
    }

    private void place(Carrier carrier, Map<String, Carrier> ordered, Set<String> met) {
        if (met.add(carrier.pair().name())) {
            Set<String> before = parts.ids().before(carrier.pair().name());
            carriers.stream()
                    .filter(other -> before.contains(other.pair().name()))
                    .forEach(other -> place(other, ordered, met));
            ordered.put(carrier.pair().name(), carrier);
        }
    }

    private List<Future<?>> before(Carrier carrier, Map<String, Future<?>> running) {
        List<Future<?>> before = new ArrayList<>();
        for (String name : parts.ids().before(carrier.pair().name())) {
            Future<?> other = running.get(name);
            if (other != null) {
                before.add(other);
            }
        }
        return before;
    }

    private void await(Future<?> each, List<RuntimeException> failures) {
        try {
            Ahead.answer(each);
        } catch (RuntimeException e) {
            failures.add(e);
            if (Thread.currentThread().isInterrupted()) {
                workers.shutdownNow();
                parts.halt().fail();
            }
        }
    }

    Report report(String action, Instant started) {
        Map<String, CollectionReport> known = checkpoint.reports();
        List<CollectionReport> collections = new ArrayList<>();
        for (Carrier carrier : carriers) {
            CollectionReport each = known.get(carrier.pair().name());
            if (each != null) {
                collections.add(each.with(carrier.notes()));
            }
        }
        Duration took = Duration.between(started, options.clock().instant());
        return new Report(action, checkpoint.state(), checkpoint.paused(), started, took, collections);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        ahead.close();
        // who is at a call still must not write after the lock is another's
        Ahead.ended(workers);
        try {
            checkpoint.close();
        } finally {
            lock.close();
        }
    }
}
