package dev.mooring.firebase.firestore;

import com.google.cloud.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;

/** Firestore's timestamps as texts of ISO 8601 in UTC, every digit kept, and back. */
final class Moments {

    private Moments() {}

    static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    static String text(Timestamp timestamp) {
        return instant(timestamp).toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws DateTimeException for what is no moment
     * @throws IllegalArgumentException for a moment that Firestore cannot keep
     */
    static Timestamp timestamp(String text) {
        Instant moment = Instant.parse(text);
        return Timestamp.ofTimeSecondsAndNanos(moment.getEpochSecond(), moment.getNano());
    }
}
