package dev.mooring.firebase.realtime.sim;

/** An answer that is an error: {@code {"error": "text"}}. */
final class DatabaseError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    DatabaseError(int status, String text) {
        super(text);
        this.status = status;
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
