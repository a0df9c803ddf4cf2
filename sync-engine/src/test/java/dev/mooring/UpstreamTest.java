package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A flush that waits for another collection, step by step. */
class UpstreamTest {

    private static final Duration MOST = Duration.ofSeconds(6);

    private final MemoryStore store = new MemoryStore();
    private final List<String> asked = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 1;
    private final Upstream upstream = new Upstream(store, "items", () -> nanos);

    @Test
    void whatItWaitsForMayHoldByItselfWhileItIsAsked() {
        waits();

        // the other collection sent it by itself, just when this one had said that something is left
        boolean flushed = upstream.flush(MOST, left -> asksOwn() > 1, (other, left) -> asked.add(other));

        assertThat(flushed).isTrue();
        assertThat(asked).containsExactly("own", "own");
    }

    @Test
    void itEndsWhenTheOtherCollectionLeadsNowhere() {
        waits();

        boolean flushed = upstream.flush(MOST, left -> !asked.add("own"), (other, left) -> asked.add(other));

        assertThat(flushed).isFalse();
        assertThat(asked).containsExactly("own", "lists", "own");
    }

    @Test
    void itEndsWithItsTime() {
        waits();

        boolean flushed = upstream.flush(
                MOST,
                left -> {
                    nanos += left.toNanos();
                    return !asked.add("own");
                },
                (other, left) -> asked.add(other));

        assertThat(flushed).isFalse();
        assertThat(asked).containsExactly("own");
    }

    private int asksOwn() {
        asked.add("own");
        store.write(tx -> {
            tx.removePending(1);
            tx.pending(2).ifPresent(write -> tx.put(write.with(Status.READY).waitingFor(Set.of())));
            return true;
        });
        return asked.size();
    }

    private void waits() {
        store.write(tx -> {
            tx.put(write(1, "lists", Status.READY, Set.of()));
            tx.put(write(2, "items", Status.WAITING, Set.of(1L)));
            return true;
        });
    }

    private static PendingWrite write(long number, String collection, Status status, Set<Long> waitsFor) {
        return new PendingWrite(
                number,
                collection,
                "r" + number,
                WriteKey.of("device", number),
                Intent.create(Map.of("n", 1)),
                status,
                Delivery.due(Instant.EPOCH),
                waitsFor,
                Instant.EPOCH);
    }
}
