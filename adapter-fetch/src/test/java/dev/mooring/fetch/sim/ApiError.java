package dev.mooring.fetch.sim;

/** An answer that is an error. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String header;
    private final String value;

    ApiError(int status, String code) {
        this(status, code, "", "");
    }

    ApiError(int status, String code, String header, String value) {
        super(status + " " + code, null, false, false);
        this.status = status;
        this.code = code;
        this.header = header;
        this.value = value;
    }

    static ApiError notFound() {
        return new ApiError(404, "not_found");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String header() {
        return header;
    }

    String value() {
        return value;
    }
}
