package dev.mooring.supabase;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's timestamps, with and without a time zone. What has no zone is taken for UTC. */
final class Stamps {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private Stamps() {}

    /**
     * The moment of a stamp.
     *
     * @throws DateTimeException for what is no moment, such as {@code infinity}
     */
    static Instant moment(String stamp) {
        boolean zoned = stamp.endsWith("Z") || stamp.matches(".*T.*[+-]\\d\\d(:?\\d\\d){0,2}");
        return zoned
                ? OffsetDateTime.parse(stamp).toInstant()
                : LocalDateTime.parse(stamp).toInstant(ZoneOffset.UTC);
    }

    /** A moment as PostgreSQL reads it, which has no year 0. */
    static String text(Instant moment) {
        return moment.isBefore(FIRST) ? "-infinity" : moment.toString();
    }

    static Optional<Instant> of(@Nullable Object value) {
        try {
            return value instanceof String stamp ? Optional.of(moment(stamp)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
