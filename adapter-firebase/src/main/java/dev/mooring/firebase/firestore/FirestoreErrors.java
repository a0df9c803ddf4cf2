package dev.mooring.firebase.firestore;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.firestore.FirestoreException;
import com.google.rpc.RetryInfo;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What each gRPC code means, for reads and for writes. FAILED_PRECONDITION is a missing index where something was asked and a stale
 * precondition where something was written, so that the kind of call decides. Immutable; safe for several threads.
 */
final class FirestoreErrors {

    private static final int SHOWN = 200;

    private final SignIn signIn;

    FirestoreErrors(SignIn signIn) {
        this.signIn = signIn;
    }

    /** The meaning of a code. */
    Reaction reaction(boolean write, Status.Code code) {
        return switch (code) {
            case OK -> Reaction.DONE;
            case UNAUTHENTICATED -> Reaction.UNAUTHENTICATED;
            // a server's credentials bypass all rules, so that a denial speaks of the project's roles; the rules deny a
            // user one record
            case PERMISSION_DENIED -> write && signIn.isUser() ? Reaction.REFUSED : Reaction.MISCONFIGURED;
            case UNIMPLEMENTED -> Reaction.MISCONFIGURED;
            case ABORTED -> Reaction.TEMPORARY;
            // exhausted may be the bound on an answer, too, and that came after the deed
            case RESOURCE_EXHAUSTED, UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, CANCELLED, UNKNOWN, DATA_LOSS ->
                write ? Reaction.IN_DOUBT : Reaction.TEMPORARY;
            case ALREADY_EXISTS, NOT_FOUND, FAILED_PRECONDITION -> write ? Reaction.CONFLICT : Reaction.MISCONFIGURED;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> write ? Reaction.REFUSED : Reaction.MISCONFIGURED;
        };
    }

    /** Whether a write was not made because its document is in another state. */
    static boolean contested(Throwable thrown) {
        return switch (status(thrown).getCode()) {
            case ALREADY_EXISTS, NOT_FOUND, FAILED_PRECONDITION -> true;
            default -> false;
        };
    }

    /** Whether the rules keep a user from one document. */
    boolean denied(Throwable thrown) {
        return signIn.isUser() && status(thrown).getCode() == Status.Code.PERMISSION_DENIED;
    }

    /** The failure to throw for what the SDK threw. What the application's source of tokens threw is thrown on: nothing was sent. */
    SyncException failure(boolean write, String about, Throwable thrown) {
        return ofTheTokens(thrown).orElseGet(() -> failure(write, about, status(thrown), thrown));
    }

    private SyncException failure(boolean write, String about, Status status, Throwable thrown) {
        String message = about + ": Firestore answered " + status.getCode() + described(status);
        // a server may repeat what it was sent, and the SDK's exceptions repeat the server
        Throwable cause = tells(thrown) ? null : thrown;
        SyncException failure = switch (reaction(write, status.getCode())) {
            case UNAUTHENTICATED -> new Unauthenticated(message, cause);
            case REFUSED -> new Rejected(new Problem(status.getCode().name().toLowerCase(Locale.ROOT), message), cause);
            case IN_DOUBT -> TemporaryFailure.maybeApplied(message, cause);
            case TEMPORARY -> TemporaryFailure.notApplied(message, cause);
            case MISCONFIGURED, DONE, CONFLICT, ABSENT, EXPIRED ->
                new Misconfigured(message + hint(write, status), cause);
        };
        return failure instanceof TemporaryFailure temporary
                ? pause(thrown).map(temporary::retryAfter).orElse(temporary)
                : failure;
    }

    /** A failure after a part of the writes had its effect: all of them may be sent again. */
    static TemporaryFailure partly(SyncException failure) {
        TemporaryFailure open = TemporaryFailure.maybeApplied(
                "a part of the writes may have been taken, then: " + failure.getMessage(), failure);
        return failure instanceof TemporaryFailure temporary
                ? temporary.retryAfter().map(open::retryAfter).orElse(open)
                : open;
    }

    /** The status behind what the SDK threw; what is none was lost on the way. */
    static Status status(Throwable thrown) {
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable at = thrown; at != null && known.add(at); at = at.getCause()) {
            Status found = own(at);
            if (found != null) {
                return found;
            }
        }
        return Status.UNKNOWN.withDescription(thrown.toString());
    }

    /**
     * Whether the calling thread was interrupted while the SDK began the call: it waits for answers that have come already, and makes
     * them failures then, with the interruption swallowed.
     */
    static boolean interrupted(Throwable thrown) {
        Throwable at = thrown;
        while (at != null && !(at instanceof InterruptedException)) {
            at = at.getCause();
        }
        return at != null;
    }

    private static Optional<SyncException> ofTheTokens(Throwable thrown) {
        Throwable at = thrown;
        while (at != null && !(at instanceof SyncException)) {
            at = at.getCause();
        }
        return Optional.ofNullable((SyncException) at);
    }

    private boolean tells(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (signIn.isToldBy(String.valueOf(at.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Status own(Throwable thrown) {
        if (thrown instanceof FirestoreException exception && exception.getStatus() != null) {
            return exception.getStatus();
        }
        if (thrown instanceof ApiException exception) {
            Object code = exception.getStatusCode().getTransportCode();
            return code instanceof Status.Code grpc
                    ? Status.fromCode(grpc).withDescription(exception.getMessage())
                    : null;
        }
        if (thrown instanceof StatusRuntimeException exception) {
            return exception.getStatus();
        }
        if (thrown instanceof TimeoutException) {
            return Status.DEADLINE_EXCEEDED.withDescription("no answer in time");
        }
        return thrown instanceof IOException ? Status.UNAVAILABLE.withDescription("the connection was lost") : null;
    }

    private static Optional<Duration> pause(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof ApiException exception && exception.getErrorDetails() != null) {
                RetryInfo info = exception.getErrorDetails().getRetryInfo();
                return Optional.ofNullable(info)
                        .map(RetryInfo::getRetryDelay)
                        .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
            }
        }
        return Optional.empty();
    }

    private String described(Status status) {
        String text = signIn.hidden(String.valueOf(status.getDescription()));
        return status.getDescription() == null
                ? ""
                : ": " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...");
    }

    private String hint(boolean write, Status status) {
        return switch (status.getCode()) {
            case FAILED_PRECONDITION ->
                write
                        ? ""
                        : ". The query needs an index: create it by the link above, or in the Firebase console under Firestore, Indexes";
            case NOT_FOUND -> ". Is there such a project and database?";
            case PERMISSION_DENIED ->
                signIn.isUser()
                        ? ". The security rules keep this user from it"
                        : ". The service account needs the role 'Cloud Datastore User'";
            default -> "";
        };
    }
}
