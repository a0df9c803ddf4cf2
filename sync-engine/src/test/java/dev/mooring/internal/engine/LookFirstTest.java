package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Trouble;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a backend does not compare versions, a pull comes before a push of updates: once, not once per write. */
class LookFirstTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final VirtualWorld world = new VirtualWorld();
    private final List<Trouble> troubles = new ArrayList<>();

    @Test
    void law12_unconditionalUpdateIsSentOnlyAfterALook() {
        CountingAdapter adapter = adapter(false);
        Ledger ledger = world.ledger(Setup.of("a", adapter));
        Lane lane = filled(ledger, adapter);

        world.write(ledger, 20, 2);
        lane.written();
        world.pass(SOON);

        assertThat(adapter.writes()).hasSize(20);
        assertThat(adapter.reads()).hasSize(1);
        assertThat(adapter.reads().get(0)).isBefore(adapter.writes().get(0));
    }

    @Test
    void conditionalUpdateNeedsNoLook() {
        CountingAdapter adapter = adapter(true);
        Ledger ledger = world.ledger(Setup.of("a", adapter));
        Lane lane = filled(ledger, adapter);

        world.write(ledger, 20, 2);
        lane.written();
        world.pass(SOON);

        assertThat(adapter.writes()).hasSize(20);
        assertThat(adapter.reads()).isEmpty();
    }

    @Test
    void whoMayNotPullSendsWithoutALook() {
        CountingAdapter adapter = adapter(false);
        Ledger ledger = world.ledger(Setup.of("a", adapter));
        Lane lane = filled(ledger, adapter);
        lane.doors(new Doors(false, true, false));

        world.write(ledger, 20, 2);
        lane.written();
        world.pass(SOON);

        assertThat(adapter.writes()).hasSize(20);
        assertThat(adapter.reads()).isEmpty();
    }

    @Test
    void nothingIsSentUnseenWhileTheFeedFails() {
        CountingAdapter adapter = adapter(false);
        Ledger ledger = world.ledger(Setup.of("a", adapter));
        Lane lane = filled(ledger, adapter);
        adapter.fail(() -> TemporaryFailure.notApplied("down", null));

        world.write(ledger, 20, 2);
        lane.written();
        world.pass(Duration.ofHours(1));

        assertThat(adapter.writes()).isEmpty();
        adapter.heal();
        world.pass(Duration.ofHours(1));
        assertThat(world.pending("a")).isZero();
    }

    private Lane filled(Ledger ledger, CountingAdapter adapter) {
        Lane lane = world.lane(ledger, troubles::add);
        world.write(ledger, 20);
        lane.start();
        world.pass(SOON);
        assertThat(world.pending("a")).isZero();
        adapter.forget();
        return lane;
    }

    private CountingAdapter adapter(boolean conditional) {
        return new CountingAdapter(
                InMemoryBackend.builder()
                        .clock(world.clock())
                        .guarantees(g -> g.conditionalUpdates(conditional))
                        .build(),
                world.clock());
    }
}
