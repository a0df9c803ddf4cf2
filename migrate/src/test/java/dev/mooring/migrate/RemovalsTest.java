package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Conversion;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletions at the source, told or not, and what only looks like one. */
class RemovalsTest {

    @TempDir
    private Path directory;

    private final Shelf target = new Shelf(new InMemoryBackend());

    @Test
    void aRecordThatIsSaidToHaveLeftAndIsStillThereIsKept() {
        assertKept(new InMemoryBackend());
        assertKept(InMemoryBackend.builder().without(Lookup.class).build());
        assertKept(InMemoryBackend.builder()
                .without(Lookup.class)
                .guarantees(each -> each.listing(Listing.DRIFTING))
                .build());
    }

    private void assertKept(InMemoryBackend backend) {
        Shelf source = new Shelf(backend);
        source.fill(5);
        Liar liar = new Liar(source.adapter(), "r3");
        Path checkpoint = directory.resolve("checkpoint" + backend.hashCode());
        Migration.Builder migration =
                Migration.from(Side.of("items", liar)).to(target.side()).checkpoint(checkpoint);
        migration.build().run();

        liar.lying = true;
        source.update("r3", Map.of("title", "still there"));
        Report report = migration.build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(report.collection("items").counts().returned()).isEqualTo(1);
        assertThat(report.collection("items").counts().deleted()).isZero();
    }

    @Test
    void aRecordThatHasLeftIsTakenAwayAtTheTarget() {
        InMemoryBackend backend = new InMemoryBackend();
        Shelf source = new Shelf(backend);
        source.fill(5);
        migration(source).build().run();

        backend.give("r3", "somebody else");
        migration(source).build().run();

        assertThat(target.all()).isEqualTo(source.all()).doesNotContainKey("r3");
    }

    @Test
    void deletionsDuringTheCopyAreHonoured() {
        Shelf source = new Shelf(new InMemoryBackend());
        source.fill(100);
        AtomicInteger writes = new AtomicInteger();
        Disturbed deleting = new Disturbed(target.adapter(), call -> {
            if (call.equals("write") && writes.incrementAndGet() <= 9) {
                source.all().keySet().stream().findFirst().ifPresent(source::delete);
            }
        });

        Migration.from(source.side())
                .to(Side.of("items", deleting))
                .checkpoint(directory.resolve("checkpoint"))
                .pageSize(10)
                .build()
                .run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(source.all()).hasSize(91);
    }

    @Test
    void aFeedThatTellsOfNoRemovalIsSweptAndTheReportSaysSo() {
        assertSwept(InMemoryBackend.builder().guarantees(each -> each.removals(Removals.none())), "does not tell");
        assertSwept(
                InMemoryBackend.builder()
                        .guarantees(each -> each.feed(Feed.snapshot()).removals(Removals.none())),
                "no change feed");
        assertSwept(
                InMemoryBackend.builder()
                        .guarantees(each ->
                                each.feed(Feed.windowed(Duration.ofSeconds(1))).removals(Removals.none())),
                "may miss");
    }

    private void assertSwept(InMemoryBackendBuilder backend, String note) {
        Shelf source = new Shelf(backend.build());
        Shelf to = new Shelf(new InMemoryBackend());
        source.fill(20);
        Migration.Builder migration = Migration.from(source.side())
                .to(to.side())
                .checkpoint(directory.resolve("checkpoint" + note.hashCode()));
        migration.build().run();
        long before = to.effects();

        source.delete("r3");
        Report report = migration.build().run();

        assertThat(to.all()).isEqualTo(source.all());
        assertThat(to.effects() - before).isEqualTo(1);
        assertThat(report.markdown()).contains(note);
    }

    @Test
    void anExpiredCursorBeginsAnewAndRemovesWhatIsGone() {
        InMemoryBackend backend = new InMemoryBackend();
        Shelf source = new Shelf(backend);
        source.fill(50);
        migration(source).build().run();
        long before = target.effects();

        source.delete("r3");
        backend.expireCursors();
        migration(source).build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects() - before).isEqualTo(1);
    }

    @Test
    void aPauseEndsTheRemovalOfWhatASnapshotDidNotShow() {
        Shelf source = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.feed(Feed.snapshot()).removals(Removals.none()))
                .build());
        source.fill(2_500);
        migration(source).build().run();
        for (int i = 0; i < 1_100; i++) {
            source.delete("r" + i);
        }
        MigrationFile file = MigrationFile.at(directory.resolve("checkpoint"));

        Report report = migration(source)
                .listener(progress -> {
                    if (target.all().size() < 2_500) {
                        file.pause();
                    }
                })
                .build()
                .run();

        assertThat(report.paused()).isTrue();
        assertThat(target.all()).hasSize(2_000);
        file.resume();
        migration(source).build().run();
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void aPauseEndsTheLookForWhatIsGoneOfTheQuarantine() {
        Shelf source = new Shelf(fedBySnapshots().build());
        for (int i = 0; i < 1_200; i++) {
            source.create("r" + i, Map.of("place", "far away"));
        }
        MigrationFile file = MigrationFile.at(directory.resolve("checkpoint"));
        AtomicInteger asked = new AtomicInteger();
        Side watched = Side.of("items", new Disturbed(source.adapter(), call -> {
            if (call.equals("find") && asked.incrementAndGet() == 1) {
                file.pause();
            }
        }));
        Migration migration = Migration.from(watched)
                .to(target.side())
                .checkpoint(directory.resolve("checkpoint"))
                .mapping(Mapping.same()
                        .with(
                                "items",
                                CollectionMapping.builder()
                                        .convert("place", Conversion.INTEGER)
                                        .build()))
                .build();

        assertThat(migration.run().paused()).isTrue();
        assertThat(asked).hasValue(1);

        file.resume();
        source.delete("r7");
        assertThat(migration.run().collection("items").quarantined()).isEqualTo(1_199);
    }

    @Test
    void theTimeThatAWriteTakesCountsAsAbsence() {
        Shelf source = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.removals(Removals.deletesAndExits().keptFor(Duration.ofHours(1))))
                .build());
        source.fill(5);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        Side slow = Side.of(
                "items",
                new Disturbed(target.adapter(), call -> now.updateAndGet(time -> time.plus(Duration.ofMinutes(50)))));
        MigrationFile file = MigrationFile.at(directory.resolve("checkpoint"));
        Migration migration = Migration.from(source.side())
                .to(slow)
                .checkpoint(directory.resolve("checkpoint"))
                .clock(ticking(now))
                .listener(progress -> file.pause())
                .build();
        migration.run();
        file.resume();

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(20)));
        Report report = migration.run();

        assertThat(report.collection("items").counts().read()).isEqualTo(10);
    }

    @Test
    void thatMostOfASourceIsGoneIsBelievedOnDemandOnly() {
        InMemoryBackend backend = fedBySnapshots().build();
        Shelf source = new Shelf(backend);
        source.fill(30);
        Map<String, Map<String, @Nullable Object>> before = source.all();
        migration(source).build().run();

        before.keySet().forEach(id -> backend.give(id, "somebody else"));
        Report held = migration(source).build().run();

        assertThat(target.all()).isEqualTo(before);
        assertThat(held.collection("items").quarantined()).isEqualTo(30);
        assertThat(held.collection("items").firstQuarantined().get(0).code()).isEqualTo("most-gone");
        assertThat(migration(source)
                        .build()
                        .verify()
                        .collection("items")
                        .verification()
                        .equal())
                .isTrue();

        before.keySet().forEach(id -> backend.give(id, InMemoryBackend.USER));
        assertThat(migration(source).build().run().clean()).isTrue();
        assertThat(target.all()).isEqualTo(before);

        before.keySet().forEach(id -> backend.give(id, "somebody else"));
        migration(source).build().run();
        assertThat(migration(source).build().retry().clean()).isFalse();
        assertThat(target.all()).isEqualTo(before);
        assertThat(migration(source).build().believeGone().clean()).isTrue();
        assertThat(target.all()).isEmpty();
    }

    @Test
    void whatTheSourceHasStillStaysThoughTheRestIsBelievedToBeGone() {
        assertBelieved(fedBySnapshots().build());
        assertBelieved(fedBySnapshots().without(Lookup.class).build());
    }

    private void assertBelieved(InMemoryBackend backend) {
        Shelf source = new Shelf(backend);
        Shelf to = new Shelf(new InMemoryBackend());
        source.fill(30);
        Migration migration = Migration.from(source.side())
                .to(to.side())
                .checkpoint(directory.resolve("checkpoint" + backend.hashCode()))
                .build();
        migration.run();
        source.all().keySet().forEach(id -> backend.give(id, "somebody else"));
        migration.run();
        backend.give("r3", InMemoryBackend.USER);

        Report believed = migration.believeGone();

        assertThat(believed.clean()).isTrue();
        assertThat(believed.collection("items").counts().deleted()).isEqualTo(29);
        assertThat(to.all()).isEqualTo(source.all()).containsOnlyKeys("r3");
    }

    @Test
    void aRepairTakesNothingAwayThatWasNotBelieved() {
        InMemoryBackend backend = fedBySnapshots().build();
        Shelf source = new Shelf(backend);
        source.fill(30);
        Map<String, Map<String, @Nullable Object>> before = source.all();
        migration(source).build().run();
        before.keySet().forEach(id -> backend.give(id, "somebody else"));
        migration(source).build().run();
        backend.give("r3", InMemoryBackend.USER);
        source.update("r3", Map.of("title", "shown again"));

        CollectionReport verified = migration(source).build().verify().collection("items");
        CollectionReport repaired =
                migration(source).deleteExtras().build().repair().collection("items");

        assertThat(verified.verification().first())
                .hasSize(30)
                .allSatisfy(each -> assertThat(each.explanation()).hasValue("in quarantine"));
        assertThat(verified.firstQuarantined()).extracting(Quarantined::code).containsOnly("most-gone");
        assertThat(repaired.quarantined()).isEqualTo(29);
        assertThat(repaired.counts().deleted()).isZero();
        assertThat(target.all()).containsOnlyKeys(before.keySet());
        assertThat(target.get("r3").fields()).containsEntry("title", "shown again");
    }

    private static InMemoryBackendBuilder fedBySnapshots() {
        return InMemoryBackend.builder()
                .guarantees(each -> each.feed(Feed.snapshot()).removals(Removals.none()));
    }

    private static Clock ticking(AtomicReference<Instant> now) {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private Migration.Builder migration(Shelf source) {
        return Migration.from(source.side()).to(target.side()).checkpoint(directory.resolve("checkpoint"));
    }

    /** A feed that says of one record that it left, whenever it changes. */
    private static final class Liar implements SyncAdapter {

        private final SyncAdapter inner;
        private final String id;
        private boolean lying;

        private Liar(SyncAdapter inner, String id) {
            this.inner = inner;
            this.id = id;
        }

        @Override
        public ChangePage changesSince(Cursor since, int limit) {
            ChangePage page = inner.changesSince(since, limit);
            List<Change> told = page.changes().stream()
                    .<Change>map(each -> lying && each.id().equals(id) ? Change.left(id) : each)
                    .toList();
            return new ChangePage(told, page.next(), page.more(), page.kind());
        }

        @Override
        public Page list(Cursor from, int limit) {
            return inner.list(from, limit);
        }

        @Override
        public Outcome create(Create create) {
            return inner.create(create);
        }

        @Override
        public Outcome update(Update update) {
            return inner.update(update);
        }

        @Override
        public Outcome delete(Delete delete) {
            return inner.delete(delete);
        }

        @Override
        public Guarantees guarantees() {
            return inner.guarantees();
        }

        @Override
        public <C> Optional<C> capability(Class<C> type) {
            return inner.capability(type);
        }
    }
}
