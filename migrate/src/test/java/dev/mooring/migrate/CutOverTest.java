package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mooring.contract.memory.InMemoryBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pause, resume, following, and changing over. */
class CutOverTest {

    /** How a run may be found that has nothing more to do for now, or ever. */
    private static final Set<Thread.State> ENDS =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(new InMemoryBackend());
    private final List<String> told = new ArrayList<>();

    @Test
    void usersChangeOverWhenEverythingIsThereAndCompared() {
        source.fill(100);
        CutOver hook = new CutOver() {
            @Override
            public void freeze() {
                assertThat(target.all()).isEqualTo(source.all());
                source.update("r1", Map.of("title", "the last edit before the freeze"));
                told.add("frozen");
            }

            @Override
            public void switchOver() {
                assertThat(target.all()).isEqualTo(source.all());
                told.add("switched");
            }
        };

        Report report = migration().cutOver(hook).build().run();
        source.update("r2", Map.of("title", "nobody should write here any more"));
        Report later = migration().cutOver(hook).build().run();

        assertThat(told).containsExactly("frozen", "switched");
        assertThat(report.state()).isEqualTo(State.CUT_OVER);
        assertThat(report.collection("items").verification().equal()).isTrue();
        assertThat(later.state()).isEqualTo(State.CUT_OVER);
        assertThat(target.get("r2").fields()).containsEntry("title", "number 2");
    }

    @Test
    void whatIsInQuarantineHoldsUpTheChangeUnlessItIsAccepted() {
        source.fill(3);
        source.create("large", Map.of("text", "x".repeat(2000)));
        Shelf small = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.largestBody(1000))
                .build());
        Migration.Builder migration =
                Migration.from(source.side()).to(small.side()).checkpoint(directory.resolve("small"));

        Report held = migration.cutOver(() -> told.add("switched")).build().run();
        assertThat(held.state()).isEqualTo(State.FROZEN);
        assertThat(told).isEmpty();

        Report accepted = migration
                .cutOver(new CutOver() {
                    @Override
                    public boolean accepts(Report verified) {
                        return verified.collection("items").verification().equal();
                    }

                    @Override
                    public void switchOver() {
                        told.add("switched");
                    }
                })
                .build()
                .run();
        assertThat(accepted.state()).isEqualTo(State.CUT_OVER);
        assertThat(told).containsExactly("switched");
    }

    @Test
    void aSwitchThatFailsIsMadeAgainByTheNextRun() {
        source.fill(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> migration()
                        .cutOver(() -> {
                            throw new IllegalStateException("the switch is stuck");
                        })
                        .build()
                        .run());
        Status stuck = migration().build().status();
        assertThat(stuck.state()).isEqualTo(State.SWITCHING);
        assertThat(stuck.collections().get(0).state()).isEqualTo(State.SWITCHING);

        migration().cutOver(() -> told.add("switched")).build().run();

        assertThat(told).containsExactly("switched");
    }

    @Test
    void whatUsersWroteAtTheTargetOutlivesASwitchThatBreaksOff() {
        source.fill(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> migration()
                        .deleteExtras()
                        .cutOver(() -> {
                            target.create("new", Map.of("title", "made by who has changed over"));
                            target.update("r1", Map.of("title", "edited by who has changed over"));
                            throw new IllegalStateException("the switch is stuck");
                        })
                        .build()
                        .run());

        Migration halfOver = migration().deleteExtras().build();
        halfOver.verify();
        refusesToWrite(halfOver, "has begun to change over");
        assertThat(halfOver.run().state()).as("without a hook").isEqualTo(State.SWITCHING);
        Report over = migration()
                .deleteExtras()
                .cutOver(() -> told.add("switched"))
                .build()
                .run();

        assertThat(told).containsExactly("switched");
        assertThat(over.state()).isEqualTo(State.CUT_OVER);
        assertThat(target.get("new").fields()).containsEntry("title", "made by who has changed over");
        assertThat(target.get("r1").fields()).containsEntry("title", "edited by who has changed over");
    }

    @Test
    void whatTheSourceNeverHadIsGoneBeforeTheChangeWhereThatWasAskedFor() {
        source.fill(3);
        target.create("stranger", Map.of("title", "of a trial"));
        CutOver hook = () -> {
            assertThat(target.all()).isEqualTo(source.all());
            told.add("switched");
        };

        migration().deleteExtras().cutOver(hook).build().run();

        assertThat(told).containsExactly("switched");
    }

    @Test
    void afterTheChangeNothingIsWrittenByWhateverCall() {
        source.fill(3);
        migration().cutOver(() -> told.add("switched")).build().run();
        target.update("r1", Map.of("title", "edited by its users"));
        Migration over = migration().build();
        assertThat(over.verify().clean()).as("it may be compared").isFalse();

        refusesToWrite(over, "has changed over");
        assertThat(over.run().state()).isEqualTo(State.CUT_OVER);
        assertThat(target.get("r1").fields()).containsEntry("title", "edited by its users");
    }

    @Test
    void theOldBackendCanBeKeptUpToDateAsAWayBack() {
        source.fill(30);
        migration().cutOver(() -> told.add("switched")).build().run();
        long before = source.effects();
        Migration back = Migration.from(target.side())
                .to(source.side())
                .checkpoint(directory.resolve("back"))
                .build();

        Report first = back.run();
        assertThat(first.collection("items").counts().unchanged()).isEqualTo(30);
        assertThat(source.effects()).isEqualTo(before);
        target.update("r1", Map.of("title", "edited at the new backend"));
        target.delete("r2");
        back.run();

        assertThat(source.all()).isEqualTo(target.all());
        assertThat(source.effects() - before).isEqualTo(2);
    }

    @Test
    void aPausedRunEndsAfterItsPageAndGoesOnWhenResumed() {
        source.fill(100);
        Migration paused = migration()
                .pageSize(10)
                .listener(progress -> {
                    if (progress.done() == 30) {
                        MigrationFile.at(checkpoint()).pause();
                    }
                })
                .build();

        Report report = paused.run();

        assertThat(report.paused()).isTrue();
        assertThat(target.all()).hasSize(30);
        assertThat(paused.status().collections().get(0).counts().created()).isEqualTo(30);
        assertThat(migration().build().run().paused()).isTrue();
        assertThat(target.all()).hasSize(30);

        paused.resume();
        migration().build().run();
        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects()).isEqualTo(100);
    }

    @Test
    void aFollowedSourceIsCarriedUntilPaused() {
        source.fill(3);
        AtomicInteger looks = new AtomicInteger();
        Duration every = Duration.ofMillis(800);

        migration()
                .follow(every)
                .waits(time -> {
                    assertThat(time).isEqualTo(every);
                    if (looks.incrementAndGet() == 5) {
                        MigrationFile.at(checkpoint()).pause();
                    } else {
                        source.create("later" + looks, Map.of());
                    }
                })
                .build()
                .run();

        assertThat(looks).hasValue(5);
        assertThat(target.all()).isEqualTo(source.all()).hasSize(7);
    }

    @Test
    void anInterruptedRunReturnsWhenNobodyWritesAnyMore() throws InterruptedException {
        source.fill(3);
        CountDownLatch writing = new CountDownLatch(1);
        AtomicReference<Thread> running = new AtomicReference<>();
        AtomicReference<Boolean> waited = new AtomicReference<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Side stubborn = Side.of("items", new Disturbed(target.adapter(), call -> {
            if (call.equals("write")) {
                writing.countDown();
                waited.set(outlives(running.get()));
            }
        }));
        Thread thread = new Thread(() -> {
            try {
                Migration.from(source.side())
                        .to(stubborn)
                        .checkpoint(checkpoint())
                        .build()
                        .run();
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        running.set(thread);
        thread.start();
        writing.await();

        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(waited.get())
                .as("the run was still there when the write ended")
                .isTrue();
        migration().build().run();
        assertThat(target.all()).isEqualTo(source.all());
    }

    /** A call that goes on for a while after it was told to stop: until the run waits for it, or is over. */
    private static boolean outlives(Thread run) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.State state = run.getState();
            while (!ENDS.contains(state)) {
                Thread.onSpinWait();
                state = run.getState();
            }
            return state != Thread.State.TERMINATED;
        }
        throw new IllegalStateException("nothing ends this call but an interrupt");
    }

    @Test
    void itsStatusIsSeenFromOutside() {
        source.fill(30);
        List<Status> seen = new ArrayList<>();

        migration()
                .pageSize(10)
                .listener(progress -> seen.add(MigrationFile.at(checkpoint()).status()))
                .build()
                .run();

        assertThat(seen.get(0).running()).isTrue();
        assertThat(seen.get(0).state()).isEqualTo(State.COPYING);
        assertThat(seen.get(0).collections().get(0).counts().created()).isEqualTo(10);
        Status after = MigrationFile.at(checkpoint()).status();
        assertThat(after.running()).isFalse();
        assertThat(after.state()).isEqualTo(State.TAILING);
    }

    private static void refusesToWrite(Migration over, String why) {
        for (Supplier<Report> call : List.<Supplier<Report>>of(over::repair, over::retry, over::believeGone)) {
            assertThatExceptionOfType(CheckpointException.class)
                    .isThrownBy(call::get)
                    .withMessageContaining(why)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(CheckpointException.Kind.CUT_OVER));
        }
    }

    private Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    private Migration.Builder migration() {
        return Migration.from(source.side()).to(target.side()).checkpoint(checkpoint());
    }
}
