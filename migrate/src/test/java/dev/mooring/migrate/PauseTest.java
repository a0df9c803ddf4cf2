package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Replay;
import dev.mooring.sync.TemporaryFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pause from outside comes while the run waits, for whatever: nobody sits out a minute for it. */
class PauseTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend()).fill(10);
    private final Shelf target = new Shelf(new InMemoryBackend());
    private final AtomicInteger writes = new AtomicInteger();
    private final PassingTime time = new PassingTime();

    @Test
    void aPauseEndsTheWaitForABackendThatAskedForOne() {
        Report report = migration(busyOnce(target)).build().run();

        paused(report);
        assertThat(target.all()).isEmpty();
        resumed();
        assertThat(target.effects()).isEqualTo(10);
    }

    @Test
    void aPauseEndsTheWaitForTheNextLook() {
        Report report = migration(target.side()).follow(LONG).build().run();

        paused(report);
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void aPauseEndsTheWaitOfARateLimit() {
        Report report = migration(target.side())
                .pageSize(5)
                .rowsPerSecond(0.001)
                .build()
                .run();

        paused(report);
        assertThat(target.all()).hasSize(5);
        resumed();
        assertThat(target.effects()).isEqualTo(10);
    }

    @Test
    void aPauseWaitsForTheAnswersOfATargetThatCouldNotBeAskedAgain() {
        Shelf nameless = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.TEXT)).replay(Replay.IDS))
                .build());

        Report report = migration(busyOnce(nameless)).build().run();

        assertThat(report.paused()).isTrue();
        assertThat(report.clean()).as("nothing is unsettled").isTrue();
        assertThat(nameless.all()).hasSize(10);
    }

    @Test
    void whatOnlyReadsIsNotStopped() {
        migration(target.side()).build().run();
        Side slow = Side.of("items", new Disturbed(source.adapter(), call -> busy()));

        Report report = Migration.from(slow)
                .to(target.side())
                .checkpoint(checkpoint())
                .withoutReadingAhead()
                .clock(time)
                .waits(this::pause)
                .build()
                .verify();

        assertThat(report.paused()).isTrue();
        assertThat(report.collection("items").verification().equal()).isTrue();
        assertThat(time.waited()).hasSizeGreaterThan(1);
    }

    private void paused(Report report) {
        assertThat(report.paused()).isTrue();
        assertThat(time.waited())
                .singleElement()
                .satisfies(part -> assertThat(part).isLessThanOrEqualTo(Duration.ofSeconds(1)));
    }

    private void resumed() {
        MigrationFile.at(checkpoint()).resume();
        assertThat(Migration.from(source.side())
                        .to(target.side())
                        .checkpoint(checkpoint())
                        .build()
                        .run()
                        .clean())
                .isTrue();
        assertThat(target.all()).isEqualTo(source.all());
    }

    private Side busyOnce(Shelf shelf) {
        return Side.of("items", new Disturbed(shelf.adapter(), call -> {
            if (call.equals("write")) {
                busy();
            }
        }));
    }

    private void busy() {
        if (writes.getAndIncrement() == 0) {
            throw TemporaryFailure.notApplied("too many requests", null).retryAfter(LONG);
        }
    }

    /** Somebody pauses the migration as soon as it waits. */
    private void pause(Duration part) {
        time.pass(part);
        MigrationFile.at(checkpoint()).pause();
    }

    private Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    private Migration.Builder migration(Side to) {
        return Migration.from(source.side())
                .to(to)
                .checkpoint(checkpoint())
                .withoutReadingAhead()
                .clock(time)
                .waits(this::pause);
    }
}
