package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend without a feed, which is read whole each time: what that costs. */
class SnapshotPullsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualWorld world = new VirtualWorld();

    @ParameterizedTest
    @EnumSource
    void backendIsReadOncePerInterval(Listing listing) {
        CountingAdapter adapter = new CountingAdapter(
                InMemoryBackend.builder()
                        .clock(world.clock())
                        .guarantees(g -> g.feed(Feed.snapshot())
                                .removals(Removals.none())
                                .listing(listing))
                        .build(),
                world.clock());
        Ledger ledger = world.ledger(Setup.of("a", adapter));
        Lane lane = world.lane(ledger, trouble -> {});
        lane.start();
        world.write(ledger, 3);
        lane.written();
        world.pass(MINUTE.multipliedBy(3));
        adapter.forget();

        world.pass(MINUTE.multipliedBy(10));

        assertThat(adapter.reads()).hasSizeBetween(9, 10);
        assertThat(adapter.writes()).isEmpty();
        List<String> ids = world.store().read(reader -> reader.records("a", "", 10)).stream()
                .map(record -> record.id())
                .toList();
        assertThat(ids).containsExactly("r0", "r1", "r2");
    }
}
