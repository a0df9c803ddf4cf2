package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Trouble;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Law 16: who is told that something came to nothing finds out why, at once. */
class AnswerTest {

    private final VirtualWorld world = new VirtualWorld();
    private final CountingAdapter adapter = new CountingAdapter(new InMemoryBackend(), world.clock());
    private final Ledger ledger = world.ledger(Setup.of("a", adapter));
    private final Lane lane = world.lane(ledger, trouble -> {});
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

    @Test
    void aPullThatFailedHasItsTroubleInTheStatus() {
        assertThat(seenByWhoPulls(() -> new Unauthenticated("who are you?")))
                .hasValueSatisfying(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.Kind.UNAUTHENTICATED));
        assertThat(answer).isCompletedWithValue(false);
    }

    @Test
    void aCollectionThatStandsStillHasItsTroubleInTheStatus() {
        assertThat(seenByWhoPulls(() -> new Misconfigured("no such table")))
                .hasValueSatisfying(trouble -> assertThat(trouble.kind()).isEqualTo(Trouble.Kind.MISCONFIGURED));
        assertThat(answer).isCompletedWithValue(false);
    }

    /** The status at the very moment of the answer: what waits for it runs before anything else does. */
    private Optional<Trouble> seenByWhoPulls(Supplier<SyncException> failure) {
        lane.start();
        world.pass(Duration.ofSeconds(1));
        adapter.fail(failure);
        CompletableFuture<Optional<Trouble>> seen =
                answer.thenApply(done -> lane.condition().trouble());

        lane.pull(answer);
        world.pass(Duration.ofSeconds(1));

        return seen.join();
    }
}
