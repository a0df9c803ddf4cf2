package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Conversion;
import dev.mooring.migrate.mapping.IdMapping;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparing both sides, and what a plan finds. */
class VerifyTest {

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(new InMemoryBackend());

    @Test
    void editsDuringTheComparisonDoNotCount() {
        source.fill(50);
        migration(target).build().run();
        AtomicInteger edits = new AtomicInteger();
        Side edited = Side.of("items", new Disturbed(source.adapter(), call -> {
            if (edits.get() < 20) {
                source.update("r" + edits.incrementAndGet(), Map.of("title", "edited meanwhile"));
            }
        }));

        Report report = Migration.from(edited)
                .to(target.side())
                .checkpoint(directory.resolve("checkpoint"))
                .pageSize(5)
                .waits(time -> {})
                .build()
                .verify();

        Verification found = report.collection("items").verification();
        assertThat(found.differences()).isZero();
        assertThat(found.explained()).isPositive();
        assertThat(found.first().get(0).explanation().orElse("")).contains("next run");
        assertThat(target.get("r1").fields()).containsEntry("title", "number 1");
    }

    @Test
    void whatWasNeverCopiedIsADifference() {
        source.fill(3);

        Report report = migration(target).build().verify();

        assertThat(report.clean()).as(report.markdown()).isFalse();
        assertThat(report.collection("items").verification().differences()).isEqualTo(3);
    }

    @Test
    void aComparisonWritesNothing() {
        source.fill(50);
        migration(target).build().run();
        target.delete("r1");
        long before = target.effects();

        migration(target).build().verify();

        assertThat(target.effects()).isEqualTo(before);
    }

    @Test
    void whatIsInQuarantineIsExplained() {
        source.fill(3);
        source.create("bad", Map.of("place", "far away"));
        Mapping numbers = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder()
                                .convert("place", Conversion.INTEGER)
                                .build());
        migration(target).mapping(numbers).build().run();

        Verification found = migration(target)
                .mapping(numbers)
                .build()
                .verify()
                .collection("items")
                .verification();

        assertThat(found.equal()).isTrue();
        assertThat(found.first())
                .singleElement()
                .satisfies(each -> assertThat(each.explanation()).hasValue("in quarantine"));
    }

    @Test
    void otherIdsAndOtherNamesAreComparedAsMapped() {
        Mapping mapping = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder()
                                .to("things")
                                .rename("title", "name")
                                .ids(IdMapping.prefix("t-"))
                                .build());
        source.fill(30);
        Migration migration = Migration.from(source.side())
                .to(Side.of("things", target.adapter()))
                .checkpoint(directory.resolve("checkpoint"))
                .mapping(mapping)
                .build();
        migration.run();

        assertThat(target.all().get("t-r1")).isEqualTo(Map.of("name", "number 1", "place", 1L));
        assertThat(migration.verify().collection("items").verification().equal())
                .isTrue();
        target.update("t-r1", Map.of("name", "spoiled"));
        assertThat(migration.verify().collection("items").verification().differences())
                .isEqualTo(1);
        assertThat(migration.repair().clean()).isTrue();
        assertThat(target.all().get("t-r1")).containsEntry("name", "number 1");
    }

    @Test
    void idsThatTheTargetMakesAreRememberedAndCompared() {
        Shelf made = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.INTEGER)))
                .build());
        source.fill(30);
        migration(made).build().run();
        source.update("r1", Map.of("title", "changed", "place", 99));
        source.delete("r2");
        Report report = migration(made).build().run();

        assertThat(report.clean()).isTrue();
        assertThat(made.all()).hasSize(29);
        assertThat(made.all().values())
                .containsExactlyInAnyOrderElementsOf(source.all().values());
        assertThat(migration(made)
                        .build()
                        .verify()
                        .collection("items")
                        .verification()
                        .equal())
                .isTrue();
    }

    @Test
    void fieldsThatTheTargetSetsAreNeitherSentNorCompared() {
        Shelf managing = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.managedFields(Set.of("place")))
                .build());
        source.fill(30);

        migration(managing).build().run();

        assertThat(migration(managing)
                        .build()
                        .verify()
                        .collection("items")
                        .verification()
                        .equal())
                .isTrue();
        assertThat(managing.all().get("r29")).isNotEqualTo(source.all().get("r29"));
    }

    @Test
    void withoutALookupBothSidesAreWalkedAgain() {
        Shelf blind = new Shelf(InMemoryBackend.builder().without(Lookup.class).build());
        source.fill(30);
        migration(blind).build().run();
        blind.delete("r4");

        assertThat(migration(blind)
                        .build()
                        .verify()
                        .collection("items")
                        .verification()
                        .differences())
                .isEqualTo(1);
        assertThat(migration(blind).build().repair().clean()).isTrue();
        assertThat(blind.all()).isEqualTo(source.all());
    }

    @Test
    void strangersAreDeletedOnlyWhenThatIsWanted() {
        source.fill(3);
        target.create("stranger", Map.of());
        migration(target).build().run();
        migration(target).build().verify();

        migration(target).build().repair();
        assertThat(target.all()).containsKey("stranger");

        migration(target).deleteExtras().build().repair();
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void aStrangerThatTheTargetWouldNotDeleteIsAFaultAndIsTold() {
        source.fill(3);
        target.create("stranger", Map.of());
        AtomicBoolean guarded = new AtomicBoolean();
        Side guard = Side.of("items", new Disturbed(target.adapter(), call -> {
            if (guarded.get() && call.equals("write")) {
                throw new Rejected(new Problem("guarded", "nobody deletes here"));
            }
        }));
        Migration migration = Migration.from(source.side())
                .to(guard)
                .checkpoint(directory.resolve("checkpoint"))
                .waits(time -> {})
                .deleteExtras()
                .build();
        migration.run();
        assertThat(migration.verify().clean()).isTrue();

        guarded.set(true);
        Report refused = migration.repair();
        guarded.set(false);
        Report repaired = migration.repair();

        assertThat(refused.clean()).isFalse();
        assertThat(refused.collection("items").verification().first())
                .singleElement()
                .satisfies(each -> assertThat(each.explanation()).isEmpty());
        assertThat(refused.collection("items").notes())
                .anySatisfy(note -> assertThat(note).contains("'stranger'", "guarded", "nobody deletes here"));
        assertThat(repaired.clean()).as(repaired.markdown()).isTrue();
        assertThat(repaired.collection("items").notes()).isEmpty();
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void aStrangerGoesThoughItHasTheIdOfARecordOfTheSource() {
        Mapping prefixed = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder().ids(IdMapping.prefix("t-")).build());
        source.create("1", Map.of("title", "ours"));
        target.create("1", Map.of("title", "a stranger"));
        Shelf made = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.INTEGER)))
                .build());
        made.create("temporary", Map.of("title", "a stranger"));
        assertThat(made.all()).containsOnlyKeys("1");

        withoutStrangers(migration(target).mapping(prefixed));
        withoutStrangers(migration(made).checkpoint(directory.resolve("made")));

        assertThat(target.all()).isEqualTo(Map.of("t-1", Map.of("title", "ours")));
        assertThat(made.all().values()).containsExactly(Map.of("title", "ours"));
    }

    private static void withoutStrangers(Migration.Builder builder) {
        Migration migration = builder.deleteExtras().build();
        migration.run();
        migration.verify();
        Report repaired = migration.repair();
        assertThat(repaired.clean()).as(repaired.markdown()).isTrue();
        assertThat(repaired.collection("items").verification().explained()).isZero();
        assertThat(repaired.collection("items").counts().deleted()).isEqualTo(1);
    }

    @Test
    void aReasonThatQuotesHalfASymbolIsStillAReport() {
        source.create("r1", Map.of("title", "x".repeat(59) + "\uD83D\uDE80 and more"));
        Mapping numbers = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder()
                                .convert("title", Conversion.INTEGER)
                                .build());

        Plan plan = migration(target).mapping(numbers).build().plan();

        assertThat(plan.json()).contains("xxx...");
    }

    @Test
    void aPlanCountsAndWritesNothing() {
        source.fill(20);
        source.create("not ok", Map.of("title", "a longer title than the others", "tags", List.of()));
        Shelf narrow = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.clientMade("[a-z0-9]+", 20)))
                .build());

        Plan plan = migration(narrow).build().plan();

        CollectionPlan items = plan.collections().get(0);
        assertThat(items.records()).isEqualTo(21);
        assertThat(items.unfit()).isEqualTo(1);
        assertThat(items.examples().get(0).message()).contains("'not ok'");
        assertThat(items.targetIsEmpty()).isTrue();
        assertThat(items.fields())
                .containsExactly(
                        new FieldPlan("place", Map.of("integer", 20L), 0),
                        new FieldPlan("tags", Map.of("list", 1L), 0),
                        new FieldPlan("title", Map.of("text", 21L), 30));
        assertThat(plan.fits()).isFalse();
        assertThat(plan.markdown()).contains("| items | items | 21 |", "not ok");
        assertThat(plan.json()).contains("\"records\":21", "\"fits\":false");
        assertThat(narrow.all()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aPlanTellsTheTimeThatIsLeft() {
        source.fill(50);
        Plan plan = migration(target).build().plan();
        List<Progress> told = new ArrayList<>();

        migration(target)
                .expecting(plan)
                .pageSize(10)
                .listener(told::add)
                .build()
                .run();

        Progress fifth = told.get(4);
        assertThat(fifth.expected()).hasValue(50);
        assertThat(fifth.done()).isEqualTo(50);
        assertThat(fifth.remaining()).hasValue(Duration.ZERO);
        assertThat(told.get(0).remaining()).isPresent();
    }

    private Migration.Builder migration(Shelf to) {
        return Migration.from(source.side())
                .to(to.side())
                .checkpoint(directory.resolve("checkpoint"))
                .waits(time -> {});
    }
}
