package dev.mooring.firebase.firestore;

import com.google.api.core.ApiFuture;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for the SDK's futures, for a bounded time, and says what their failures mean. Immutable; safe for several threads. */
final class Calls {

    private final Wire wire;
    private final Duration limit;

    /** The limit is a guard behind the SDK's own: a credential that hangs is outside of that. */
    Calls(Wire wire, Duration limit) {
        this.wire = wire;
        this.limit = limit;
    }

    <T> T read(String name, String about, Supplier<ApiFuture<T>> call) {
        try {
            return run(name, false, about, call);
        } catch (SyncException e) {
            throw e;
        } catch (Exception e) {
            throw FirestoreErrors.failure(false, about, e);
        }
    }

    /** Throws {@link Contested} where the document is not as the write demands it. */
    <T> T write(String name, String about, Supplier<ApiFuture<T>> call) throws Contested {
        try {
            return run(name, true, about, call);
        } catch (SyncException e) {
            throw e;
        } catch (Exception e) {
            if (contested(e)) {
                throw new Contested(about + ": " + FirestoreErrors.status(e));
            }
            throw FirestoreErrors.failure(true, about, e);
        }
    }

    static boolean contested(Throwable thrown) {
        return FirestoreErrors.reaction(true, FirestoreErrors.status(thrown).getCode()) == Reaction.CONFLICT;
    }

    private <T> T run(String name, boolean write, String about, Supplier<ApiFuture<T>> call) throws Exception {
        try {
            return wire.call(name, write, () -> ended(call.get()));
        } catch (InterruptedException e) {
            throw interrupted(write, about, e);
        } catch (ExecutionException e) {
            if (FirestoreErrors.interrupted(e)) {
                throw interrupted(write, about, e);
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static TemporaryFailure interrupted(boolean write, String about, Exception e) {
        Thread.currentThread().interrupt();
        String message = about + ": interrupted";
        return write ? TemporaryFailure.maybeApplied(message, e) : TemporaryFailure.notApplied(message, e);
    }

    private <T> T ended(ApiFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            // an answer that nobody waits for any more keeps nothing alive; on one that has come it does nothing
            future.cancel(true);
        }
    }
}
