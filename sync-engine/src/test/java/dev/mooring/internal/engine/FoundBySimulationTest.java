package dev.mooring.internal.engine;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Defects that the simulation found in the engine, each with the seed that showed it and its cause. */
class FoundBySimulationTest {

    enum Found {
        /** What was due, but might not be sent before a pull, woke the lane again at once, for ever. */
        LANE_ASKS_ITSELF_AGAIN_AND_AGAIN(Scenes.CHANGING_SCOPE, 0),
        /** A snapshot did not show a record while a write of it waited; the write was given up, the record stayed for ever. */
        RECORD_WITH_A_WRITE_GIVEN_UP_STAYS(Scenes.REFUSALS, 1),
        /** The same, where answers say nothing and the write is parked with another one. */
        RECORD_WITH_A_PARKED_WRITE_STAYS(Scenes.SILENT_ANSWERS, 59),
        /** A refusal marked the record as seen by the snapshot that ran. */
        REFUSAL_COUNTS_AS_A_SIGN_OF_LIFE(Scenes.BATCHES_WITH_REFUSALS, 935),
        /** The same, between the pages of a snapshot. */
        REFUSAL_BETWEEN_TWO_PAGES(Scenes.REFUSALS, 3302),
        /** A create in doubt was settled after the feed had told of its deletion: the record stayed for ever. */
        SETTLED_DOUBT_STAYS_AFTER_ITS_DELETION(Scenes.IN_DOUBT, 433),
        /** A create over a deletion met a record out of sight, and was made over the same deletion again and again. */
        CREATE_OVER_A_DELETION_THAT_IS_NO_LONGER_THERE(Scenes.CHANGING_SCOPE, 836);

        private final Scenes scene;
        private final long seed;

        Found(Scenes scene, long seed) {
            this.scene = scene;
            this.seed = seed;
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysMended(Found found) {
        new Simulation(found.seed, found.scene.scene(), Defects.NONE).run();
    }
}
