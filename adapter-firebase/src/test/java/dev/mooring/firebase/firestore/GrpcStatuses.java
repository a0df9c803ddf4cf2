package dev.mooring.firebase.firestore;

import com.google.api.gax.grpc.GrpcStatusCode;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ApiExceptionFactory;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.cloud.firestore.FirestoreException;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import dev.mooring.contract.fault.Fault;
import io.grpc.Status;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** What the SDK throws where an HTTP server would answer a status, as Google's APIs map them. */
final class GrpcStatuses {

    private GrpcStatuses() {}

    /** A pause travels as {@code RetryInfo} in the details of the error. */
    static Optional<Exception> failure(Fault fault) {
        return of(fault.status()).map(status -> {
            RetryInfo info = RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder()
                            .setSeconds(fault.retryAfter()
                                    .map(GrpcStatuses::seconds)
                                    .orElse(0L)))
                    .build();
            ErrorDetails details = ErrorDetails.builder()
                    .setRawErrorMessages(fault.retryAfter().isPresent() ? List.of(Any.pack(info)) : List.of())
                    .build();
            ApiException thrown = ApiExceptionFactory.createException(
                    status.asRuntimeException(), GrpcStatusCode.of(status.getCode()), false, details);
            return FirestoreException.forApiException(thrown);
        });
    }

    private static long seconds(String text) {
        if (text.matches("[0-9]+")) {
            return Long.parseLong(text);
        }
        Instant then =
                ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return then.getEpochSecond() - Instant.now().getEpochSecond();
    }

    private static Optional<Status> of(int http) {
        return switch (http) {
            case 400, 413, 422 -> Optional.of(Status.INVALID_ARGUMENT);
            case 401 -> Optional.of(Status.UNAUTHENTICATED);
            case 403 -> Optional.of(Status.PERMISSION_DENIED);
            case 404 -> Optional.of(Status.NOT_FOUND);
            case 429 -> Optional.of(Status.RESOURCE_EXHAUSTED);
            case 499 -> Optional.of(Status.CANCELLED);
            case 500 -> Optional.of(Status.INTERNAL);
            case 501 -> Optional.of(Status.UNIMPLEMENTED);
            case 502, 503 -> Optional.of(Status.UNAVAILABLE);
            case 504 -> Optional.of(Status.DEADLINE_EXCEEDED);
            default -> Optional.empty();
        };
    }
}
