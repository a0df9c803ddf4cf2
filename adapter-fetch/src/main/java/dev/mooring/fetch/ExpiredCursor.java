package dev.mooring.fetch;

/** The backend no longer knows a cursor: the walk starts over. Never leaves the adapter. */
final class ExpiredCursor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExpiredCursor(String message) {
        super(message, null, false, false);
    }
}
