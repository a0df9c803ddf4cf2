package dev.mooring.firebase.firestore.fault;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import java.util.Optional;

/** What a client asked for. Immutable. */
record GrpcAsked(String path, Http2Headers headers, ByteString message) {

    /** What a server looks at, beside what gRPC itself says. */
    private static final List<String> PASSED =
            List.of("authorization", "google-cloud-resource-prefix", "x-goog-request-params");

    String method() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String fullMethod() {
        return path.substring(1);
    }

    /** The token that the client signs in with. */
    Optional<String> credential() {
        return Optional.ofNullable(headers.get("authorization"))
                .map(value -> value.toString().replaceFirst("^Bearer ", ""))
                .filter(token -> token.length() > 5);
    }

    String whole() {
        return headers + " and " + message.size() + " bytes";
    }

    Metadata metadata() {
        Metadata metadata = new Metadata();
        for (String name : PASSED) {
            CharSequence value = headers.get(name);
            if (value != null) {
                metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value.toString());
            }
        }
        return metadata;
    }
}
