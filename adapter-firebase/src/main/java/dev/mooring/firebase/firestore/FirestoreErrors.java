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
 * precondition where something was written, so that the kind of call decides. Pure; safe for several threads.
 */
final class FirestoreErrors {

    private static final int SHOWN = 200;

    private FirestoreErrors() {}

    /** The meaning of a code. */
    static Reaction reaction(boolean write, Status.Code code) {
        return switch (code) {
            case OK -> Reaction.DONE;
            case UNAUTHENTICATED -> Reaction.UNAUTHENTICATED;
            // the SDK's credentials bypass all rules, so that a denial speaks of the project's roles and never of one
            // record
            case PERMISSION_DENIED, UNIMPLEMENTED -> Reaction.MISCONFIGURED;
            case RESOURCE_EXHAUSTED, ABORTED -> Reaction.TEMPORARY;
            case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, CANCELLED, UNKNOWN, DATA_LOSS ->
                write ? Reaction.IN_DOUBT : Reaction.TEMPORARY;
            case ALREADY_EXISTS, NOT_FOUND, FAILED_PRECONDITION -> write ? Reaction.CONFLICT : Reaction.MISCONFIGURED;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> write ? Reaction.REFUSED : Reaction.MISCONFIGURED;
        };
    }

    /** The failure to throw for what the SDK threw. */
    static SyncException failure(boolean write, String about, Throwable thrown) {
        Status status = status(thrown);
        Reaction reaction = reaction(write, status.getCode());
        String message = about + ": Firestore answered " + status.getCode() + described(status);
        SyncException failure = switch (reaction) {
            case UNAUTHENTICATED -> new Unauthenticated(message, thrown);
            case REFUSED ->
                new Rejected(new Problem(status.getCode().name().toLowerCase(Locale.ROOT), message), thrown);
            case IN_DOUBT -> TemporaryFailure.maybeApplied(message, thrown);
            case TEMPORARY -> TemporaryFailure.notApplied(message, thrown);
            case MISCONFIGURED, DONE, CONFLICT, ABSENT, EXPIRED ->
                new Misconfigured(message + hint(write, status), thrown);
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

    private static String described(Status status) {
        String text = status.getDescription();
        return text == null ? "" : ": " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...");
    }

    private static String hint(boolean write, Status status) {
        return switch (status.getCode()) {
            case FAILED_PRECONDITION ->
                write
                        ? ""
                        : ". The query needs an index: create it by the link above, or in the Firebase console under Firestore, Indexes";
            case NOT_FOUND -> ". Is there such a project and database?";
            case PERMISSION_DENIED -> ". The service account needs the role 'Cloud Datastore User'";
            default -> "";
        };
    }
}
