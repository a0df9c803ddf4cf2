package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Conversion;
import dev.mooring.migrate.mapping.IdMapping;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad records are put aside with their reasons: listed, tried again on demand, never dropped. */
class QuarantineTest {

    private static final Mapping NUMBERS = Mapping.same()
            .with(
                    "items",
                    CollectionMapping.builder()
                            .convert("place", Conversion.INTEGER)
                            .build());

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());

    @Test
    void whatCannotBeConvertedIsPutAsideAndTheRestArrives() {
        Shelf target = new Shelf(new InMemoryBackend());
        source.fill(10);
        source.create("bad", Map.of("place", "far away"));

        Report report = migration(target).mapping(NUMBERS).build().run();

        CollectionReport items = report.collection("items");
        assertThat(report.clean()).isFalse();
        assertThat(target.all()).hasSize(10).doesNotContainKey("bad");
        assertThat(items.quarantined()).isEqualTo(1);
        Quarantined bad = items.firstQuarantined().get(0);
        assertThat(bad.id()).isEqualTo("bad");
        assertThat(bad.code()).isEqualTo("mapping");
        assertThat(bad.message()).contains("'place'", "integer", "far away");
        assertThat(bad.fields()).isEqualTo(Map.of("place", "far away"));
        assertThat(MigrationFile.at(directory.resolve("checkpoint")).quarantined("items", "", 10))
                .containsExactly(bad);
        assertThat(report.markdown()).contains("bad", "far away");
        assertThat(report.json()).contains("\"quarantined\":1", "far away");
    }

    @Test
    void aRecordThatIsMendedAtTheSourceLeavesTheQuarantine() {
        Shelf target = new Shelf(new InMemoryBackend());
        source.create("bad", Map.of("place", "far away"));
        migration(target).mapping(NUMBERS).build().run();

        source.update("bad", Map.of("place", "7"));
        Report report = migration(target).mapping(NUMBERS).build().run();

        assertThat(report.clean()).isTrue();
        assertThat(target.all()).isEqualTo(Map.of("bad", Map.of("place", 7L)));
    }

    @Test
    void aRecordThatIsGoneAtTheSourceLeavesTheQuarantine() {
        Shelf target = new Shelf(new InMemoryBackend());
        source.create("bad", Map.of("place", "far away"));
        migration(target).mapping(NUMBERS).build().run();

        source.delete("bad");

        assertThat(migration(target).mapping(NUMBERS).build().run().clean()).isTrue();
    }

    @Test
    void aRecordThatIsGoneAtASourceThatTellsOfNoRemovalLeavesTheQuarantine() {
        Shelf target = new Shelf(new InMemoryBackend());
        Shelf silent = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.feed(Feed.snapshot()).removals(Removals.none()))
                .build());
        silent.fill(2);
        silent.create("bad", Map.of("place", "far away"));
        silent.create("worse", Map.of("place", "farther away"));
        Migration migration = Migration.from(silent.side())
                .to(target.side())
                .checkpoint(directory.resolve("checkpoint"))
                .mapping(NUMBERS)
                .build();
        migration.run();

        silent.delete("bad");
        Report report = migration.run();

        assertThat(report.collection("items").firstQuarantined())
                .extracting(Quarantined::id)
                .containsExactly("worse");
    }

    @Test
    void anotherMappingReadsEverythingAnewAndWritesOnlyWhatComesOutDifferent() {
        Shelf target = new Shelf(new InMemoryBackend());
        source.fill(10);
        source.create("bad", Map.of("place", "far away"));
        migration(target).mapping(NUMBERS).build().run();
        long before = target.effects();

        Report report = migration(target).build().run();

        assertThat(report.clean()).isTrue();
        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects() - before).isEqualTo(1);
    }

    @Test
    void underOtherIdsEverythingIsWrittenAndWhatWasThereIsReported() {
        Shelf target = new Shelf(new InMemoryBackend());
        source.fill(2);
        migration(target).build().run();
        Mapping prefixed = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder().ids(IdMapping.prefix("t-")).build());

        migration(target).mapping(prefixed).build().run();
        Report compared = migration(target).mapping(prefixed).build().verify();

        assertThat(target.all()).containsOnlyKeys("r0", "r1", "t-r0", "t-r1");
        assertThat(compared.clean()).isTrue();
        assertThat(compared.collection("items").verification().explained()).isEqualTo(2);
    }

    @Test
    void whatTheTargetRefusesIsTriedAgainOnDemandOnly() {
        InMemoryBackend backend = new InMemoryBackend();
        Shelf target = new Shelf(backend);
        // somebody else's record has the id, which the user of the migration cannot see
        Shelf other = new Shelf(backend.client("somebody else"));
        other.create("r1", Map.of());
        source.fill(3);

        Report first = migration(target).build().run();
        Report second = migration(target).build().run();
        backend.give("r1", InMemoryBackend.USER);
        Report third = migration(target).build().retry();

        assertThat(first.collection("items").firstQuarantined())
                .extracting(Quarantined::id, Quarantined::code, Quarantined::attempts)
                .containsExactly(tuple("r1", "taken", 1L));
        assertThat(second.collection("items").firstQuarantined().get(0).attempts())
                .isEqualTo(1);
        assertThat(third.clean()).isTrue();
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void anIdOutsideTheTargetsRuleIsNotSent() {
        Shelf target = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.clientMade("[a-z0-9]+", 20)))
                .build());
        source.create("ok", Map.of());
        source.create("not ok", Map.of());

        Report report = migration(target).build().run();

        assertThat(report.collection("items").firstQuarantined().get(0).code()).isEqualTo("id");
        assertThat(target.all()).containsOnlyKeys("ok");
    }

    @Test
    void aRecordThatIsTooLargeDoesNotHoldUpItsPage() {
        Shelf target = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.largestBody(1000))
                .build());
        source.fill(5);
        source.create("large", Map.of("text", "x".repeat(2000)));

        Report report = migration(target).build().run();

        assertThat(report.collection("items").firstQuarantined().get(0).code()).isEqualTo("too-large");
        assertThat(target.all()).hasSize(5);
    }

    @Test
    void twoRecordsThatBecomeOneAreNotMixed() {
        Shelf target = new Shelf(new InMemoryBackend());
        source.create("a-1", Map.of("n", 1));
        source.create("b-1", Map.of("n", 2));
        Mapping merged = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder()
                                .ids(IdMapping.replace("^[ab]-", ""))
                                .build());

        Report report = migration(target).mapping(merged).build().run();

        assertThat(target.all()).isEqualTo(Map.of("1", Map.of("n", 1L)));
        assertThat(report.collection("items").firstQuarantined())
                .extracting(Quarantined::id, Quarantined::code)
                .containsExactly(tuple("b-1", "id-taken"));
    }

    @Test
    void anIdThatWasLeftAndTakenAgainIsTaken() {
        Shelf target = new Shelf(new InMemoryBackend());
        Migration migration = migration(target)
                .mapping(Mapping.same()
                        .with(
                                "items",
                                CollectionMapping.builder()
                                        .ids(IdMapping.replace("^[abc]-", ""))
                                        .build()))
                .build();
        source.create("a-1", Map.of("n", 1));
        migration.run();
        source.delete("a-1");
        migration.run();
        source.create("b-1", Map.of("n", 2));
        migration.run();

        source.create("c-1", Map.of("n", 3));
        Report report = migration.run();

        assertThat(target.all()).isEqualTo(Map.of("1", Map.of("n", 2L)));
        assertThat(report.collection("items").firstQuarantined())
                .extracting(Quarantined::id, Quarantined::code)
                .containsExactly(tuple("c-1", "id-taken"));
    }

    @Test
    void aRefusedDeletionIsPutAsideAsWell() {
        Shelf target = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.verbs(Set.of(Verb.CREATE, Verb.UPDATE)))
                .build());
        source.fill(2);
        migration(target).build().run();

        source.delete("r0");
        Report report = migration(target).build().run();

        assertThat(report.collection("items").firstQuarantined())
                .extracting(Quarantined::id, Quarantined::code)
                .containsExactly(tuple("r0", "verb"));
        assertThat(List.copyOf(target.all().keySet())).containsExactly("r0", "r1");
    }

    private Migration.Builder migration(Shelf target) {
        return Migration.from(source.side()).to(target.side()).checkpoint(directory.resolve("checkpoint"));
    }
}
