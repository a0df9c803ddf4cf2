package dev.mooring.internal.ids;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.WriteKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeIdsTest {

    private final AtomicLong millis = new AtomicLong(1_645_557_742_000L);
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final TimeIds ids = new TimeIds(clock, new Random(7));

    @Test
    void idHasTheLayoutOfVersion7() {
        UUID id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis.get());
        // the time stamp of the example in RFC 9562, appendix A.6
        assertThat(id.toString()).startsWith("017f22e2-79b0-7");
    }

    @Test
    void engineTakesItForDrawnAtRandom() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(isTakenForRandom(ids.next())).isTrue();
        }
    }

    @Test
    void idsOfOneMillisecondAscendAndDiffer() {
        assertThat(ascending(100_000, 0)).isTrue();
    }

    @Test
    void idsAscendWhenTheClockStepsBack() {
        assertThat(ascending(10_000, -3)).isTrue();
    }

    @Test
    void idsAscendWithTime() {
        assertThat(ascending(10_000, 1)).isTrue();
    }

    @Test
    void clockBeforeTheEpochAndBeyondTheRangeMakesValidIds() {
        millis.set(-5);
        String early = ids.next();
        millis.set(Long.MAX_VALUE / 1_000_000);
        String late = ids.next();

        assertThat(UUID.fromString(early).version()).isEqualTo(7);
        assertThat(UUID.fromString(late).version()).isEqualTo(7);
        assertThat(late).isGreaterThan(early);
    }

    @Test
    void everyRandomBitIsUsed() {
        long ones = 0;
        long zeros = 0;
        for (int i = 0; i < 1_000; i++) {
            long low = UUID.fromString(ids.next()).getLeastSignificantBits();
            ones |= low;
            zeros |= ~low;
        }

        assertThat(ones & zeros).isEqualTo((1L << 62) - 1);
    }

    @Test
    void severalThreadsNeverGetTheSame() throws InterruptedException {
        ConcurrentLinkedQueue<String> made = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int n = 0; n < 5_000; n++) {
                    made.add(ids.next());
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(made).hasSize(20_000);
        assertThat(new HashSet<>(made)).hasSize(20_000);
    }

    private boolean ascending(int count, long step) {
        Set<String> seen = new HashSet<>();
        String last = "";
        for (int i = 0; i < count; i++) {
            String next = ids.next();
            if (next.compareTo(last) <= 0 || !seen.add(next)) {
                return false;
            }
            last = next;
            millis.addAndGet(step);
        }
        return true;
    }

    /** A create that was sent again is settled by a record with other fields only where nobody else can have drawn its id. */
    private static boolean isTakenForRandom(String id) {
        Create resent = Create.of(WriteKey.of("device", 1), id, Map.of("a", 1)).again();
        Outcome conflict = Outcome.conflict(Change.of(Document.of(id, Map.of("a", 2))));
        return Settlement.of(resent, conflict).match(applied -> true, still -> false, refused -> false);
    }
}
