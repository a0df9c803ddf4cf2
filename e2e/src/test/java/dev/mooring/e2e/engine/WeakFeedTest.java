package dev.mooring.e2e.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.LateWrite;
import dev.mooring.store.MemoryStore;
import dev.mooring.sync.Create;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Removals;
import dev.mooring.sync.WriteKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A feed that may miss something: a row that becomes visible later than the overlap, a deletion that is not told. */
class WeakFeedTest {

    private static final Duration ALWAYS = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    private final ServerTime time = new ServerTime();
    private final Mooring mooring = Mooring.open(new MemoryStore());

    @AfterEach
    void close() {
        mooring.close();
    }

    @Test
    void law7_rowThatTheFeedMissedIsFoundByTheSweep() {
        InMemoryBackend backend = InMemoryBackend.builder()
                .clock(time)
                .guarantees(g -> g.feed(Feed.windowed(Duration.ofSeconds(10))).removals(Removals.deletes()))
                .build();
        LateWrite late = backend.begin(Create.of(WriteKey.of("other", 1), "late", Map.of("title", "late")));
        Records<Map<String, @Nullable Object>> patient = open("patient", backend, NEVER);
        Records<Map<String, @Nullable Object>> sweeping = open("sweeping", backend, ALWAYS);
        for (int i = 0; i < 3; i++) {
            time.now = time.now.plusSeconds(3600);
            backend.client().create(Create.of(WriteKey.of("other", 10 + i), "r" + i, Map.of("title", "r" + i)));
            Device.inStep(patient);
            Device.inStep(sweeping);
        }

        late.commit();
        Device.inStep(patient);
        Device.inStep(sweeping);

        assertThat(patient.get("late")).as("missed, as the feed says").isEmpty();
        assertThat(sweeping.get("late")).isPresent();
    }

    @Test
    void law7_deletionThatIsNotToldIsFoundByTheSweep() {
        InMemoryBackend backend = InMemoryBackend.builder()
                .guarantees(g -> g.removals(Removals.none()))
                .build();
        Somebody somebody = new Somebody(backend.client());
        somebody.create("r1", Map.of("title", "one"));
        somebody.create("r2", Map.of("title", "two"));
        somebody.create("r3", Map.of("title", "three"));
        Records<Map<String, @Nullable Object>> patient = open("patient", backend, NEVER);
        Records<Map<String, @Nullable Object>> sweeping = open("sweeping", backend, ALWAYS);

        somebody.delete("one");
        Device.inStep(patient);
        Device.inStep(sweeping);

        assertThat(patient.get("r1")).as("not told, as the feed says").isPresent();
        assertThat(Device.view(sweeping)).containsOnlyKeys("r2", "r3");
    }

    private Records<Map<String, @Nullable Object>> open(String name, InMemoryBackend backend, Duration sweep) {
        Records<Map<String, @Nullable Object>> records = mooring.records(name)
                .sync(backend.client())
                .interval(NEVER)
                .sweep(sweep)
                .open();
        Device.inStep(records);
        return records;
    }

    /** The time at the backend, as the test says. */
    private static final class ServerTime extends Clock {

        private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
