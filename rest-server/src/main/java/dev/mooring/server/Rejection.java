package dev.mooring.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that is an error: status, code and message, and the record as it is where that helps the client. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient @Nullable Row current;
    private final transient Map<String, String> headers;

    Rejection(int status, String code, String message) {
        this(status, code, message, null, Map.of());
    }

    private Rejection(int status, String code, String message, @Nullable Row current, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.current = current;
        this.headers = headers;
    }

    static Rejection badRequest(String code, String message) {
        return new Rejection(400, code, message);
    }

    Rejection with(@Nullable Row row) {
        return new Rejection(status, code, text(), row, headers);
    }

    Rejection with(String header, String value) {
        return new Rejection(status, code, text(), current, Map.of(header, value));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    @Nullable Row current() {
        return current;
    }

    Map<String, String> headers() {
        return headers;
    }
}
