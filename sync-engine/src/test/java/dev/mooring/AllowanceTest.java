package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A time that was allowed once is not spent twice: {@code sync(6 s)} took 12 s when a server accepted calls and never answered. */
class AllowanceTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final List<Duration> given = new ArrayList<>();

    @Test
    void secondStepHasWhatTheFirstLeft() {
        boolean both = Allowance.share(Duration.ofSeconds(6), now::get, most -> takes(4, most), most -> takes(1, most));

        assertThat(both).isTrue();
        assertThat(given).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(2));
    }

    @Test
    void secondStepIsAskedAlthoughNothingIsLeft() {
        boolean both = Allowance.share(Duration.ofSeconds(6), now::get, most -> takes(7, most), most -> takes(0, most));

        assertThat(both).isFalse();
        assertThat(given).containsExactly(Duration.ofSeconds(6), Duration.ZERO);
    }

    private boolean takes(long seconds, Duration most) {
        given.add(most);
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        return Duration.ofSeconds(seconds).compareTo(most) <= 0;
    }
}
