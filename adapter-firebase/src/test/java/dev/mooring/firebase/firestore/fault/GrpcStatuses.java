package dev.mooring.firebase.firestore.fault;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a gRPC server answers where an HTTP server would answer a status, as Google's APIs map them. */
final class GrpcStatuses {

    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private GrpcStatuses() {}

    /** A pause travels as {@code RetryInfo} in the details of the error. */
    static Metadata trailers(Status status, Optional<String> retryAfter) {
        Metadata trailers = new Metadata();
        retryAfter.ifPresent(text -> {
            RetryInfo info = RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setSeconds(seconds(text)))
                    .build();
            trailers.put(
                    DETAILS,
                    com.google.rpc.Status.newBuilder()
                            .setCode(status.getCode().value())
                            .addDetails(Any.pack(info))
                            .build()
                            .toByteArray());
        });
        return trailers;
    }

    static Optional<Status> of(int http) {
        return switch (http) {
            case 400, 413, 422 -> Optional.of(Status.INVALID_ARGUMENT);
            case 401 -> Optional.of(Status.UNAUTHENTICATED);
            case 403 -> Optional.of(Status.PERMISSION_DENIED);
            case 404 -> Optional.of(Status.NOT_FOUND);
            case 429 -> Optional.of(Status.RESOURCE_EXHAUSTED);
            case 499 -> Optional.of(Status.CANCELLED);
            case 500 -> Optional.of(Status.INTERNAL);
            case 501 -> Optional.of(Status.UNIMPLEMENTED);
            case 503 -> Optional.of(Status.UNAVAILABLE);
            case 504 -> Optional.of(Status.DEADLINE_EXCEEDED);
            default -> Optional.empty();
        };
    }

    private static long seconds(String text) {
        if (text.matches("[0-9]+")) {
            return Long.parseLong(text);
        }
        Instant then =
                ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return then.getEpochSecond() - Instant.now().getEpochSecond();
    }
}
