package dev.mooring.firebase.firestore;

/** A write changed nothing, since the document is not as the write demands it: whoever sent it looks what is there. */
final class Contested extends Exception {

    private static final long serialVersionUID = 1L;

    Contested(String message) {
        super(message, null, false, false);
    }
}
