package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A write waits for one of another collection, and its own is not open when that one is settled. */
class ClosedCollectionTest {

    private static final Duration A_FEW_CALLS = Duration.ofMillis(100);

    private final VirtualWorld world = new VirtualWorld();
    private final CountingAdapter items = new CountingAdapter(
            InMemoryBackend.builder().clock(world.clock()).withoutNow().build(), world.clock());
    private final CountingAdapter lists = new CountingAdapter(
            InMemoryBackend.builder()
                    .clock(world.clock())
                    .guarantees(g -> g.conditionalUpdates(false))
                    .build(),
            world.clock());
    private Optional<Lane> running = Optional.empty();
    private final Events waking = new Events() {
        @Override
        public void changed(String id) {
            // nobody observes here
        }

        @Override
        public void lost(DeadLetter letter) {
            // nothing is given up here
        }

        @Override
        public void freed() {
            world.world().control().execute(() -> running.ifPresent(Lane::written));
        }
    };
    private final Ledger children = world.ledger(Setup.of("items", items), other -> Optional.empty(), waking);

    @Test
    void law5_updateOfWhichNoVersionIsKnownIsHeldWhenItsCollectionOpens() {
        Ledger parents = parents(name -> Optional.empty());
        Lane first = opened();
        world.write(children, 1);
        first.written();
        world.pass(A_FEW_CALLS);
        first.stop();
        write(parents, Map.of("list", "mine"));
        items.forget();

        world.lane(parents, trouble -> {}).start();
        world.pass(A_FEW_CALLS);
        assertThat(world.pending("lists")).isZero();
        Lane again = opened();

        assertThat(waiting().status()).isEqualTo(Status.HELD);
        assertThat(items.writes()).isEmpty();
        again.refetch();
        world.pass(A_FEW_CALLS);
        assertThat(items.writes()).hasSize(1);
        assertThat(world.pending("items")).isZero();
    }

    @Test
    void collectionThatOpensMeanwhileIsTold() {
        int[] asked = {0};
        Ledger parents = parents(name -> asked[0]++ == 0 ? Optional.empty() : Optional.of(children));
        write(parents, Map.of("n", 7));
        opened();
        world.pass(A_FEW_CALLS);

        world.lane(parents, trouble -> {}).start();
        world.pass(A_FEW_CALLS.multipliedBy(2));

        assertThat(asked[0]).isGreaterThan(1);
        assertThat(world.pending("items")).isZero();
    }

    private Ledger parents(Function<String, Optional<Ledger>> others) {
        return world.ledger(Setup.of("lists", lists), others, waking);
    }

    /** A lane that asks for no changes by itself for some time. */
    private Lane opened() {
        Lane lane = world.lane(children, trouble -> {});
        lane.rest(world.clock().instant().plus(Duration.ofMinutes(10)));
        lane.start();
        running = Optional.of(lane);
        return lane;
    }

    private void write(Ledger parents, Map<String, ?> fields) {
        world.store().write(tx -> {
            new Edits(parents).put(tx, "mine", Map.of("title", "a"), Set.of());
            long create = tx.pendingOf("lists", "mine").get(0).sequence();
            return new Edits(children).put(tx, "r0", fields, Set.of(create));
        });
    }

    private PendingWrite waiting() {
        List<PendingWrite> chain = world.store().read(reader -> reader.pendingOf("items", "r0"));
        assertThat(chain).hasSize(1);
        return chain.get(0);
    }
}
