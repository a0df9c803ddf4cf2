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

    static Optional<Instant> of(@Nullable Object value) {
        try {
            return value instanceof String stamp ? Optional.of(moment(stamp)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
