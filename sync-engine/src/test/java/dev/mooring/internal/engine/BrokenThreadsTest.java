package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Trouble;
import dev.mooring.contract.memory.InMemoryBackend;
import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step of a lane ends in an error, since no thread can be had for a call, for one: nothing is on its way then. */
class BrokenThreadsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualWorld world = new VirtualWorld();
    private final List<Trouble> troubles = new ArrayList<>();
    private final CountingAdapter adapter =
            new CountingAdapter(InMemoryBackend.builder().clock(world.clock()).build(), world.clock());
    private final Ledger ledger = world.ledger(Setup.of("a", adapter));
    private @Nullable Error broken;
    private final Lane lane = new Lane(world.store(), ledger, breakable(world.world()), troubles::add);

    @BeforeEach
    void runs() {
        lane.start();
        world.pass(HOUR);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void writeThatCouldNotGoIsSentLater(Error error) {
        world.write(ledger, 1);
        broken = error;

        lane.written();

        assertThat(adapter.writes()).isEmpty();
        assertThat(troubles).hasSize(1);
        world.pass(HOUR);
        assertThat(adapter.writes()).hasSize(1);
        assertThat(world.pending("a")).isZero();
    }

    @Test
    void pullThatCouldNotGoIsRepeatedLater() {
        adapter.forget();
        broken = new InternalError("no thread");

        lane.refetch();

        assertThat(adapter.reads()).isEmpty();
        world.pass(HOUR);
        assertThat(adapter.reads()).isNotEmpty();
    }

    private static List<Error> errors() {
        return List.of(
                new InternalError("no thread"),
                new AssertionError("this cannot be"),
                new IOError(new IOException("the class path is gone")));
    }

    private World breakable(World whole) {
        World.Calls calls = new World.Calls() {
            @Override
            public <T> void call(Callable<T> work, World.Answer<T> answer) {
                Error error = broken;
                if (error != null) {
                    broken = null;
                    throw error;
                }
                whole.calls().call(work, answer);
            }
        };
        return new World(whole.clock(), whole.random(), whole.control(), calls);
    }
}
