package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.migrate.World.Death;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies just before or just after a page arrived, and what the next one makes of it. */
class CrashTest {

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(new InMemoryBackend());

    @Test
    void aPageThatDidNotArriveIsCarriedByTheNextProcess() {
        source.fill(30);

        dieAt(2, false, source);
        assertThat(target.all()).hasSize(10);
        migration(source, target.side()).build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects()).isEqualTo(30);
    }

    @Test
    void aPageThatArrivedIsNotWrittenAgain() {
        source.fill(30);

        dieAt(2, true, source);
        assertThat(target.all()).hasSize(20);
        migration(source, target.side()).build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects()).isEqualTo(30);
    }

    @Test
    void aRecordThatArrivedAndWasDeletedWhileNoProcessRanIsTakenAway() {
        Shelf silent = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.feed(Feed.snapshot()).removals(Removals.none()))
                .build());
        silent.fill(3);

        dieAt(1, true, silent);
        assertThat(target.all()).hasSize(3);
        silent.delete("r1");
        migration(silent, target.side()).build().run();

        assertThat(target.all()).isEqualTo(silent.all()).doesNotContainKey("r1");
    }

    @Test
    void anUpdateThatDidNotArriveIsCarriedByTheNextProcess() {
        source.fill(3);
        migration(source, target.side()).build().run();
        source.update("r1", Map.of("title", "edited"));

        dieAt(1, false, source);
        migration(source, target.side()).build().run();

        assertThat(target.get("r1").fields()).containsEntry("title", "edited");
    }

    @Test
    void anUpdateThatArrivedAndIsOldByNowIsFollowedByTheNewOne() {
        source.fill(3);
        migration(source, target.side()).build().run();
        source.update("r1", Map.of("title", "first edit"));

        dieAt(1, true, source);
        source.update("r1", Map.of("title", "second edit"));
        migration(source, target.side()).build().run();

        assertThat(target.get("r1").fields()).containsEntry("title", "second edit");
        assertThat(target.effects()).isEqualTo(5);
    }

    @Test
    void aDeletionIsNotTakenForTheOneBeforeTheRecordCameBack() {
        assertDeletedTwice(new Shelf(new InMemoryBackend()));
        assertDeletedTwice(new Shelf(InMemoryBackend.builder().withoutNow().build()));
    }

    /** Under one key the target would know the second deletion already. */
    private void assertDeletedTwice(Shelf to) {
        Path file = directory.resolve("twice" + to.hashCode());
        Shelf from = new Shelf(new InMemoryBackend());
        from.fill(2);
        migration(from, to.side()).checkpoint(file).build().run();
        from.delete("r1");
        dieAt(1, true, from, to, file);
        assertThat(to.all()).containsOnlyKeys("r0");
        from.create("r1", Map.of("title", "back"));
        dieAt(2, true, from, to, file);
        assertThat(to.all()).containsOnlyKeys("r0", "r1");

        from.delete("r1");
        migration(from, to.side()).checkpoint(file).build().run();

        assertThat(to.all()).isEqualTo(from.all()).containsOnlyKeys("r0");
    }

    @Test
    void whatWasMadeInThePlaceOfADeletedRecordIsNotBelievedToBeGoneWithIt() {
        Shelf making = makingIds();
        Path file = directory.resolve("place");
        Runnable again =
                () -> migration(source, making.side()).checkpoint(file).build().run();
        source.fill(2);
        again.run();
        source.delete("r1");
        dieAt(1, true, source, making, file);
        source.create("r1", Map.of("title", "back"));
        dieAt(2, true, source, making, file);
        assertThat(making.all()).hasSize(2);

        source.delete("r1");
        Report report =
                migration(source, making.side()).checkpoint(file).build().run();
        assertThat(report.collection("items").firstQuarantined())
                .extracting(Quarantined::id, Quarantined::code)
                .containsExactly(tuple("r1", "unsettled"));
        source.create("r1", Map.of("title", "back again"));
        again.run();

        assertThat(making.all().values())
                .containsExactlyInAnyOrderElementsOf(source.all().values());
    }

    private static Shelf makingIds() {
        return new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.INTEGER)).replay(Replay.KEYS))
                .build());
    }

    private void dieAt(int write, boolean arrived, Shelf from) {
        dieAt(write, arrived, from, target, directory.resolve("checkpoint"));
    }

    /** Runs a process that dies at one of its writes, before it took effect or after. */
    private void dieAt(int write, boolean arrived, Shelf from, Shelf to, Path file) {
        AtomicInteger writes = new AtomicInteger();
        Disturbed dying = new Disturbed(to.adapter(), new Disturbed.Disturbance() {
            @Override
            public void before(String call) {
                if (call.equals("write") && writes.incrementAndGet() == write && !arrived) {
                    throw new Death();
                }
            }

            @Override
            public void after(String call) {
                if (call.equals("write") && writes.get() == write) {
                    throw new Death();
                }
            }
        });

        assertThatExceptionOfType(Death.class)
                .isThrownBy(() -> migration(from, Side.of("items", dying))
                        .checkpoint(file)
                        .build()
                        .run());
    }

    private Migration.Builder migration(Shelf from, Side to) {
        return Migration.from(from.side())
                .to(to)
                .checkpoint(directory.resolve("checkpoint"))
                .pageSize(10);
    }
}
