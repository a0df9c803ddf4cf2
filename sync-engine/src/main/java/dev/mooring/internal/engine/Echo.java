package dev.mooring.internal.engine;

import java.time.Duration;
import java.util.concurrent.Callable;

/** A world in which something is done after each event and each answer, so that whatever it changed can be looked at. */
public final class Echo {

    private Echo() {}

    /** The same world, with an echo on its control thread. */
    public static World in(World world, Runnable after) {
        World.Control control = new World.Control() {
            @Override
            public void execute(Runnable event) {
                world.control().execute(() -> {
                    event.run();
                    after.run();
                });
            }

            @Override
            public Runnable schedule(Duration delay, Runnable event) {
                return world.control().schedule(delay, () -> {
                    event.run();
                    after.run();
                });
            }
        };
        World.Calls calls = new World.Calls() {
            @Override
            public <T> void call(Callable<T> work, World.Answer<T> answer) {
                world.calls().call(work, (given, failure) -> {
                    answer.told(given, failure);
                    after.run();
                });
            }
        };
        return new World(world.clock(), world.random(), control, calls);
    }
}
