package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The engine in a simulated world. A failure names its seed: {@code -Dmooring.seed=<seed>} runs that one alone. */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("mooring.seeds", 200);

    @Test
    void keys() {
        run(backend -> backend, false);
    }

    @Test
    void keysInBatches() {
        run(backend -> backend, true);
    }

    @Test
    void deviceKeys() {
        run(backend -> backend.guarantees(g -> g.replay(Replay.DEVICE_KEYS)), false);
    }

    @Test
    void idsOnly() {
        run(backend -> backend.guarantees(g -> g.replay(Replay.IDS)), false);
    }

    @Test
    void withoutAFeed() {
        run(backend -> backend.guarantees(g -> g.feed(Feed.snapshot()).removals(Removals.none())), false);
    }

    @Test
    void feedWithoutRemovals() {
        run(backend -> backend.guarantees(g -> g.removals(Removals.none())), false);
    }

    @Test
    void answersThatSayNothing() {
        run(InMemoryBackendBuilder::withoutNow, false);
    }

    @Test
    void driftingListingWithoutAFeed() {
        run(
                backend -> backend.guarantees(
                        g -> g.feed(Feed.snapshot()).removals(Removals.none()).listing(Listing.DRIFTING)),
                false);
    }

    @Test
    void idsThatTheServerMakes() {
        run(backend -> backend.guarantees(g -> g.ids(Ids.serverMade(Ids.Type.TEXT))), false);
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(simulation(seed, backend -> backend, true).run())
                    .isEqualTo(simulation(seed, backend -> backend, true).run());
        }
    }

    private static Simulation simulation(long seed, UnaryOperator<InMemoryBackendBuilder> kind, boolean batches) {
        return new Simulation(seed, kind, batches, Defects.NONE);
    }

    private static void run(UnaryOperator<InMemoryBackendBuilder> kind, boolean batches) {
        Long only = Long.getLong("mooring.seed");
        for (long seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
            try {
                simulation(seed, kind, batches).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dmooring.seed=" + seed + " fails: " + e.getMessage(), e);
            }
        }
    }
}
