package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Trouble;
import dev.mooring.contract.memory.InMemoryBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No thread can be had for a call: an error, which leaves nothing on its way. */
class BrokenThreadsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualWorld world = new VirtualWorld();
    private final List<Trouble> troubles = new ArrayList<>();
    private final CountingAdapter adapter =
            new CountingAdapter(InMemoryBackend.builder().clock(world.clock()).build(), world.clock());
    private final Ledger ledger = world.ledger(Setup.of("a", adapter));
    private boolean broken;
    private final Lane lane = new Lane(world.store(), ledger, breakable(world.world()), troubles::add);

    @BeforeEach
    void runs() {
        lane.start();
        world.pass(HOUR);
    }

    @Test
    void writeThatCouldNotGoIsSentLater() {
        world.write(ledger, 1);
        broken = true;

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
        broken = true;

        lane.refetch();

        assertThat(adapter.reads()).isEmpty();
        world.pass(HOUR);
        assertThat(adapter.reads()).isNotEmpty();
    }

    private World breakable(World whole) {
        World.Calls calls = new World.Calls() {
            @Override
            public <T> void call(Callable<T> work, World.Answer<T> answer) {
                if (broken) {
                    broken = false;
                    throw new InternalError("no thread");
                }
                whole.calls().call(work, answer);
            }
        };
        return new World(whole.clock(), whole.random(), whole.control(), calls);
    }
}
