package dev.mooring.internal.observe;

import dev.mooring.internal.observe.Reading.Part;
import dev.mooring.store.StoreException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One observer: first what is there, in parts, then what changes. It reads a record's state at the moment it tells it, so that it
 * never tells an older state after a newer one, and a slow observer is told less often, not later. One call at a time, in bounded
 * memory (law 15). Safe for several threads.
 */
public final class Observation implements AutoCloseable {

    private static final int MOST_IDS = 10_000;
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Executor executor;
    private final Receiver receiver;
    private final Consumer<RuntimeException> broken;
    private final Backlog backlog;
    private final Reading reading;
    private final Object lock = new Object();
    private Runnable afterwards = () -> {};
    private long demand = UNLIMITED;
    private boolean started;
    private boolean runs;
    private boolean closed;
    private boolean over;
    private Optional<RuntimeException> why = Optional.empty();
    private volatile @Nullable Thread handingOver;
    private volatile boolean ranInline;

    /**
     * An observation that has not begun.
     *
     * @param broken is told of a receiver that throws, an executor that refuses and a store that fails: each ends it
     */
    public Observation(Source source, Executor executor, Receiver receiver, Consumer<RuntimeException> broken) {
        this(source, executor, receiver, broken, MOST_IDS);
    }

    Observation(Source source, Executor executor, Receiver receiver, Consumer<RuntimeException> broken, int mostIds) {
        this.executor = executor;
        this.receiver = receiver;
        this.broken = broken;
        this.backlog = new Backlog(mostIds);
        this.reading = new Reading(source, backlog);
    }

    /** The same, with nothing told before it is asked for. Before {@link #start}. */
    public Observation onDemand() {
        demand = 0;
        return this;
    }

    /** What is done once when it has ended, for whatever reason; at once when it has. */
    void afterwards(Runnable cleanUp) {
        synchronized (lock) {
            if (!closed) {
                afterwards = cleanUp;
                return;
            }
        }
        cleanUp.run();
    }

    /** Begins; throws what the executor throws. */
    public void start() {
        synchronized (lock) {
            started = true;
        }
        try {
            wake();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A record's view changed. */
    public void changed(String id, boolean there) {
        backlog.add(id, there);
        wakeOrEnd();
    }

    /** What was told before is worth nothing any more. */
    public void startOver() {
        backlog.startOver();
        wakeOrEnd();
    }

    /** Asks for so many calls more. */
    public void request(long more) {
        synchronized (lock) {
            demand = demand > UNLIMITED - more ? UNLIMITED : demand + more;
        }
        wakeOrEnd();
    }

    /** Tells that it is over, after the call that runs; nothing else is told. */
    public void end(Optional<RuntimeException> reason) {
        synchronized (lock) {
            why = over ? why : reason;
            over = true;
        }
        wakeOrEnd();
    }

    /** Ends without a word; a call that has begun goes to its end, no other begins. */
    @Override
    public void close() {
        Runnable cleanUp;
        synchronized (lock) {
            closed = true;
            cleanUp = afterwards;
            afterwards = () -> {};
        }
        backlog.startOver();
        cleanUp.run();
    }

    int waiting() {
        return backlog.size();
    }

    /** The caller has just committed something and must not suffer from an observer. */
    private void wakeOrEnd() {
        try {
            wake();
        } catch (RuntimeException e) {
            close();
            broken.accept(e);
        }
    }

    private void wake() {
        synchronized (lock) {
            if (runs || !started || !hasWork()) {
                return;
            }
            runs = true;
        }
        handingOver = Thread.currentThread();
        try {
            executor.execute(this::run);
        } finally {
            handingOver = null;
        }
        if (ranInline) {
            throw new RejectedExecutionException(
                    "an observer's executor must not run its work on the thread that hands it over");
        }
    }

    private boolean hasWork() {
        return !closed && (over || (demand > 0 && reading.hasMore()));
    }

    private void run() {
        if (Thread.currentThread().equals(handingOver)) {
            ranInline = true;
            return;
        }
        try {
            while (goesOn()) {
                step();
            }
        } catch (RuntimeException e) {
            close();
            broken.accept(e);
        } catch (Error e) {
            close();
            broken.accept(new IllegalStateException("an observer failed: " + e, e));
            throw e;
        }
    }

    private boolean goesOn() {
        synchronized (lock) {
            runs = hasWork();
            return runs;
        }
    }

    private void step() {
        try {
            if (isOver()) {
                close();
                receiver.ended(why);
            } else {
                tell(reading.next());
            }
        } catch (StoreException e) {
            failed(e);
        }
    }

    private boolean isOver() {
        synchronized (lock) {
            return over;
        }
    }

    private void tell(Part part) {
        if (part.saysNothing()) {
            return;
        }
        synchronized (lock) {
            if (closed) {
                return;
            }
            demand -= demand == UNLIMITED ? 0 : 1;
        }
        receiver.told(part.startsOver(), part.records());
    }

    private void failed(StoreException e) {
        boolean ours = e.kind() != StoreException.Kind.CLOSED;
        if (ours) {
            broken.accept(e);
        }
        close();
        receiver.ended(ours ? Optional.of(e) : Optional.empty());
    }
}
