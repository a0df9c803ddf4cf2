package dev.mooring.fetch.sim;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Starts simulators and stops them. */
abstract class SimulatorTest {
    private @Nullable RestSimulator simulator;

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    SimClient api(Style style) {
        stop();
        RestSimulator started = RestSimulator.start(style);
        simulator = started;
        return SimClient.of(started);
    }

    SimClient api(Trait... traits) {
        return api(Style.of(traits));
    }

    RestSimulator behind() {
        if (simulator == null) {
            throw new IllegalStateException("no simulator was started");
        }
        return simulator;
    }
}
