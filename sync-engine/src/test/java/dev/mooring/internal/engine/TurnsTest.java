package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Laws 3 and 19 in virtual time, where a call is on its way for ten milliseconds. */
class TurnsTest {

    private static final Duration CALL = Duration.ofMillis(10);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final VirtualWorld world = new VirtualWorld();
    private final InMemoryBackend backend =
            InMemoryBackend.builder().clock(world.clock()).build();
    private final CountingAdapter adapter = new CountingAdapter(backend, world.clock());
    private final Ledger ledger = world.ledger(Setup.of("a", adapter));
    private final Lane lane = world.lane(ledger, trouble -> {});

    @Test
    void law3_pushAndPullOfACollectionNeverOverlap() {
        lane.start();
        for (int round = 1; round <= 60; round++) {
            world.write(ledger, 3, round);
            lane.written();
            lane.pull(new CompletableFuture<>());
            world.pass(Duration.ofMillis(7));
        }
        world.pass(SOON);

        assertThat(adapter.writes()).hasSizeGreaterThan(10);
        assertThat(adapter.reads()).hasSizeGreaterThan(10);
        for (Instant write : adapter.writes()) {
            assertThat(adapter.reads())
                    .allSatisfy(read ->
                            assertThat(Duration.between(read, write).abs()).isGreaterThanOrEqualTo(CALL));
        }
    }

    @Test
    void law19_pageThatArrivesAfterTheEndChangesNothing() {
        filled();
        lane.start();

        lane.clear(false);
        world.pass(SOON);

        assertThat(world.store().<Boolean>read(reader -> reader.collections().contains("a")))
                .isFalse();
        assertThat(adapter.reads()).hasSize(1);
    }

    @Test
    void law19_answerToAWriteThatArrivesAfterTheEndChangesNothing() {
        lane.start();
        world.pass(SOON);
        world.write(ledger, 1);
        lane.written();

        lane.clear(false);
        world.pass(SOON);

        assertThat(adapter.writes()).hasSize(1);
        assertThat(world.store().<Boolean>read(reader -> reader.collections().contains("a")))
                .isFalse();
    }

    private void filled() {
        Ledger other = world.ledger(Setup.of("other", adapter));
        Lane writer = world.lane(other, trouble -> {});
        world.write(other, 5);
        writer.start();
        world.pass(SOON);
        writer.stop();
        assertThat(world.pending("other")).isZero();
        adapter.forget();
    }
}
