package dev.mooring.support.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds or a date; anything else is ignored. */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * The pause that a server asks for.
     *
     * @param headers of its answer; a date is measured against the server's own {@code Date} where there is one, since the
     *     local clock may be wrong
     * @param clock for when there is none
     * @param longest what a longer pause is cut to
     */
    static Optional<Duration> of(Headers headers, Clock clock, Duration longest) {
        String text = headers.get("Retry-After");
        if (text == null) {
            return Optional.empty();
        }
        Duration pause = isNumber(text.trim()) ? seconds(text.trim(), longest) : until(headers, clock);
        return Optional.ofNullable(pause).map(asked -> within(asked, longest));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration seconds(String digits, Duration longest) {
        // more than 9 digits are more than 30 years, and might not fit
        return digits.length() > 9 ? longest : Duration.ofSeconds(Long.parseLong(digits));
    }

    private static @Nullable Duration until(Headers headers, Clock clock) {
        Instant date = headers.getInstant("Retry-After");
        Instant there = headers.getInstant("Date");
        return date == null ? null : Duration.between(there == null ? clock.instant() : there, date);
    }

    private static Duration within(Duration asked, Duration longest) {
        Duration pause = asked.isNegative() ? Duration.ZERO : asked;
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
