package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine in simulated worlds. A failure names its seed: {@code -Dmooring.seed=<seed>} runs that one alone, {@code -Dmooring.seeds=<n>}
 * more of them.
 */
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("mooring.seeds", 200);

    @ParameterizedTest
    @EnumSource
    void everyLawHolds(Scenes scene) {
        Long only = Long.getLong("mooring.seed");
        for (long seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
            try {
                new Simulation(seed, scene.scene(), Defects.NONE).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(scene + " with -Dmooring.seed=" + seed + " fails: " + e.getMessage(), e);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (long seed = 0; seed < 2; seed++) {
            for (Scenes scene : Scenes.values()) {
                assertThat(trace(seed, scene)).isEqualTo(trace(seed, scene));
            }
        }
    }

    private static String trace(long seed, Scenes scene) {
        Simulation simulation = new Simulation(seed, scene.scene(), Defects.NONE).traced();
        simulation.run();
        return simulation.trace();
    }
}
