package dev.mooring.firebase.firestore;

import com.google.api.core.ApiFuture;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.QuerySnapshot;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for the SDK's futures, for a bounded time, and says what their failures mean. Immutable; safe for several threads. */
final class Calls {

    private final SignIn signIn;
    private final FirestoreErrors errors;
    private final Duration limit;

    /** The limit is a guard behind the SDK's own: a credential that hangs is outside of that. */
    Calls(SignIn signIn, Duration limit) {
        this.signIn = signIn;
        this.errors = new FirestoreErrors(signIn);
        this.limit = limit;
    }

    FirestoreErrors errors() {
        return errors;
    }

    SignIn signIn() {
        return signIn;
    }

    <T> T read(String about, Supplier<ApiFuture<T>> call) {
        try {
            return run(false, about, call);
        } catch (SyncException e) {
            throw e;
        } catch (Exception e) {
            throw errors.failure(false, about, e);
        }
    }

    /** An answer that never said when it was read was cut off on the way: an empty one is no empty collection. */
    QuerySnapshot query(String about, Query query) {
        QuerySnapshot found = read(about, query::get);
        if (found.getReadTime() == null) {
            throw cutOff(about);
        }
        return found;
    }

    /** Reads single documents: what the rules keep a user from is {@link Rejected}, since the others go on. */
    <T> T look(String about, Supplier<ApiFuture<T>> call) {
        try {
            return run(false, about, call);
        } catch (SyncException e) {
            throw e;
        } catch (Exception e) {
            // a write's failure, where a denial speaks of one document
            throw errors.failure(errors.denied(e), about, e);
        }
    }

    private static TemporaryFailure cutOff(String about) {
        return TemporaryFailure.notApplied(about + ": the answer ended before it was whole", null);
    }

    /** Throws {@link Contested} where the document is not as the write demands it. */
    <T> T write(String about, Supplier<ApiFuture<T>> call) throws Contested {
        try {
            return run(true, about, call);
        } catch (SyncException e) {
            throw e;
        } catch (Exception e) {
            if (FirestoreErrors.contested(e)) {
                throw new Contested(about + ": " + FirestoreErrors.status(e).getCode());
            }
            throw errors.failure(true, about, e);
        }
    }

    /** A call whose token is not taken was not carried out, so that it is sent once more with a fresh one. */
    private <T> T run(boolean write, String about, Supplier<ApiFuture<T>> call) throws Exception {
        // asked for here, where nothing was sent yet: what its source says is no call's failure
        String token = signIn.token();
        try {
            return once(write, about, call);
        } catch (SyncException e) {
            throw e;
        } catch (Exception e) {
            if (FirestoreErrors.status(e).getCode() == Status.Code.UNAUTHENTICATED && signIn.renew(token)) {
                return once(write, about, call);
            }
            throw e;
        }
    }

    private <T> T once(boolean write, String about, Supplier<ApiFuture<T>> call) throws Exception {
        try {
            return ended(call.get());
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
