package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Trouble;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Live changes only hint: what goes wrong with them harms nothing, and they are listened to again when that may help. */
class ListeningTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualWorld world = new VirtualWorld();
    private final CountingAdapter adapter = new CountingAdapter(new InMemoryBackend(), world.clock());
    private final Live live = new Live();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Lane lane = world.lane(world.ledger(Setup.of("a", live)), troubles::add);

    @Test
    void refusedListeningIsToldAndPollingGoesOn() {
        live.refuses = true;

        lane.start();
        world.pass(HOUR);

        assertThat(troubles).extracting(Trouble::kind).containsExactly(Trouble.Kind.MISCONFIGURED);
        assertThat(troubles.get(0).message()).contains("live changes", "not allowed");
        assertThat(adapter.reads()).hasSizeGreaterThan(50);
    }

    @Test
    void whoWakesItIsHeardByALiveListeningToo() {
        live.refuses = true;
        lane.start();
        world.pass(HOUR);
        live.refuses = false;

        lane.wake();
        lane.wake();

        assertThat(live.listeners).hasSize(1);
        world.pass(Duration.ofSeconds(1));
        adapter.forget();
        live.listeners.get(0).hint(Set.of());
        world.pass(Duration.ofMillis(1));
        assertThat(adapter.reads()).hasSize(1);
    }

    @Test
    void listeningThatWasGivenUpIsMadeAgainWhenTheBackendAnswersAgain() {
        lane.start();
        world.pass(HOUR);
        adapter.fail(() -> new Unauthenticated("token"));
        live.listeners.get(0).state(LiveChanges.State.DEAD);
        world.pass(HOUR);
        assertThat(live.listeners).hasSize(1);
        adapter.heal();

        world.pass(HOUR);

        assertThat(live.listeners).hasSize(2);
        assertThat(live.ended).isEqualTo(1);
    }

    @Test
    void listeningThatEndedByItselfIsMadeAgainThoughTheBackendAnswers() {
        lane.start();
        world.pass(HOUR);

        live.listeners.get(0).state(LiveChanges.State.DEAD);
        world.pass(Duration.ofMinutes(2));

        assertThat(live.listeners).hasSize(2);
        assertThat(live.ended).isEqualTo(1);
    }

    @Test
    void listeningThatEndsAtOnceIsMadeAgainNoMoreOftenThanChangesAreAskedFor() {
        live.dies = true;

        lane.start();
        world.pass(HOUR);

        assertThat(live.listeners).hasSizeBetween(30, 61);
        assertThat(adapter.reads()).hasSizeLessThan(130);
    }

    @Test
    void whoWakesWhatHasEndedIsNotListenedFor() {
        lane.start();
        lane.stop();

        lane.wake();
        world.pass(HOUR);

        assertThat(live.listeners).hasSize(1);
        assertThat(live.ended).isEqualTo(1);
    }

    @Test
    void listeningThatCannotBeEndedDoesNotKeepTheRestFromEnding() {
        world.write(world.ledger(Setup.of("a", live)), 1);
        live.sticks = true;
        lane.start();

        lane.stop();
        world.pass(HOUR);

        assertThat(troubles)
                .singleElement()
                .satisfies(told -> assertThat(told.message()).contains("live changes", "stuck"));
        assertThat(world.pending("a")).isEqualTo(1);
        assertThat(adapter.calls()).isEqualTo(1);
    }

    private final class Live implements SyncAdapter, LiveChanges {

        private final List<Listener> listeners = new ArrayList<>();
        private int ended;
        private boolean refuses;
        private boolean sticks;
        private boolean dies;

        @Override
        public Listening listen(Listener listener) {
            if (refuses) {
                throw new Misconfigured("not allowed");
            }
            listeners.add(listener);
            if (dies) {
                listener.gap();
                listener.state(State.DEAD);
            }
            return () -> {
                if (sticks) {
                    throw new IllegalStateException("stuck");
                }
                ended++;
            };
        }

        @Override
        public <C> Optional<C> capability(Class<C> type) {
            return type == LiveChanges.class ? Optional.of(type.cast(this)) : adapter.capability(type);
        }

        @Override
        public Page list(Cursor from, int limit) {
            return adapter.list(from, limit);
        }

        @Override
        public Outcome create(Create create) {
            return adapter.create(create);
        }

        @Override
        public Outcome update(Update update) {
            return adapter.update(update);
        }

        @Override
        public Outcome delete(Delete delete) {
            return adapter.delete(delete);
        }

        @Override
        public ChangePage changesSince(Cursor since, int limit) {
            return adapter.changesSince(since, limit);
        }

        @Override
        public Guarantees guarantees() {
            return adapter.guarantees();
        }
    }
}
