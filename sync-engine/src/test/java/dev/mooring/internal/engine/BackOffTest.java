package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Law 10: a write that fails while others succeed backs off alone. */
class BackOffTest {

    private final VirtualWorld world = new VirtualWorld();
    private final CountingAdapter adapter = new CountingAdapter(new InMemoryBackend(), world.clock());
    private final Ledger ledger = world.ledger(Setup.of("a", adapter));
    private final Lane lane = world.lane(ledger, trouble -> {});

    @Test
    void law10_writeThatFailsAloneBacksOffAlone() {
        adapter.failOnly("r0", () -> TemporaryFailure.notApplied("a lock on this row", null));
        world.write(ledger, 10);
        lane.start();
        world.pass(Duration.ofSeconds(1));
        assertThat(waiting()).containsExactly("r0");

        for (int minute = 0; minute < 60; minute++) {
            String late = "late" + minute;
            world.store().write(tx -> new Edits(ledger).put(tx, late, Map.of("n", 1), Set.of()));
            lane.written();
            world.pass(Duration.ofSeconds(1));
            assertThat(waiting()).as("in minute %d", minute).containsExactly("r0");
            world.pass(Duration.ofSeconds(59));
        }

        // the others came once each, and this one at growing distances of up to five minutes
        List<Instant> attempts = adapter.writes();
        assertThat(attempts).hasSizeBetween(9 + 60 + 15, 9 + 60 + 35);
        adapter.heal();
        world.pass(Duration.ofMinutes(5));
        assertThat(waiting()).isEmpty();
    }

    private List<String> waiting() {
        return world.store().read(reader -> reader.pending("a", 0, 100)).stream()
                .map(PendingWrite::id)
                .toList();
    }
}
