package dev.mooring;

import dev.mooring.sync.Feed;
import java.time.Duration;
import java.util.Optional;

/** What can be set for all collections and for one of them. Immutable. */
record Options(Retry retry, Duration debounce, Duration interval, Optional<Duration> sweep, int parallel, int page) {

    static final Options PLAIN =
            new Options(Retry.forever(), Duration.ZERO, Duration.ofMinutes(1), Optional.empty(), 4, 1_000);

    private static final Duration SWEEP = Duration.ofHours(1);

    Options withRetry(Retry next) {
        return new Options(Given.present(next, "a retry policy"), debounce, interval, sweep, parallel, page);
    }

    Options withDebounce(Duration next) {
        return new Options(retry, Given.wait(next, "a debounce"), interval, sweep, parallel, page);
    }

    Options withInterval(Duration next) {
        return new Options(retry, debounce, Given.wait(next, "an interval"), sweep, parallel, page);
    }

    Options withSweep(Duration next) {
        return new Options(retry, debounce, interval, Optional.of(Given.wait(next, "a sweep")), parallel, page);
    }

    /** What the application says, or else what the backend finds worth its price, or else every hour. */
    Duration sweepOf(Feed feed) {
        return sweep.or(feed::sweep).orElse(SWEEP);
    }

    Options withParallel(int next) {
        return new Options(retry, debounce, interval, sweep, Given.count(next, "the number of calls"), page);
    }

    Options withPage(int next) {
        return new Options(retry, debounce, interval, sweep, parallel, Given.count(next, "a page's size"));
    }
}
