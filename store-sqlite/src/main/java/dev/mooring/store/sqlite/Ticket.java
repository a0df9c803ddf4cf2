package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreTransaction;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A work that waits for its turn, and then for its outcome. */
final class Ticket<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Ticket.class);

    private final Function<? super StoreTransaction, T> work;
    private final boolean durable;
    private final Thread caller = Thread.currentThread();
    private @Nullable T answer;
    private @Nullable Throwable failure;
    private List<Runnable> told = List.of();
    private volatile boolean done;

    /**
     * A work.
     *
     * @param durable whether it has to be on the disk when its caller goes on
     */
    Ticket(Function<? super StoreTransaction, T> work, boolean durable) {
        this.work = work;
        this.durable = durable;
    }

    boolean isDurable() {
        return durable;
    }

    void run(StoreTransaction transaction) {
        answer = work.apply(transaction);
    }

    void succeeded(List<Runnable> calls) {
        told = calls;
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Runs what the work asked for, once it is durable. */
    void tell() {
        if (failure != null) {
            return;
        }
        for (Runnable call : told) {
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                LOG.error("a call after a commit failed; the commit stands", e);
            }
        }
    }

    boolean isDone() {
        return done;
    }

    /** Lets the caller go on with what became of its work. */
    void done() {
        done = true;
        if (!caller.equals(Thread.currentThread())) {
            LockSupport.unpark(caller);
        }
    }

    /** Lets the caller go on although nobody finished its work: a fault of the writer itself. */
    void abandon() {
        failed(new StoreException(StoreException.Kind.FAILED, "the writer failed while it had the work"));
        done();
    }

    /** Makes the caller look again. */
    void wake() {
        LockSupport.unpark(caller);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a work may answer null where its type allows it
    T outcome() {
        if (failure != null) {
            throw Ticket.<RuntimeException>asItIs(failure);
        }
        return answer;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // a work can throw whatever the compiler was told not to see
    private static <E extends Throwable> E asItIs(Throwable failure) throws E {
        throw (E) failure;
    }
}
