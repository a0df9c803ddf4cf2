package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.migrate.World.Death;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Conversion;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that makes the ids itself: nothing is made twice, and what refers to its records follows them. */
class MadeIdsTest {

    private static final Mapping REFERRING = Mapping.same()
            .with(
                    "todos",
                    CollectionMapping.builder()
                            .reference("list", "lists")
                            .reference("after", "todos")
                            .build());

    @TempDir
    private Path directory;

    private final Shelf todos = new Shelf(new InMemoryBackend());
    private final Shelf lists = new Shelf(new InMemoryBackend());
    private final Shelf newTodos = new Shelf(making(Replay.KEYS));
    private final Shelf newLists = new Shelf(making(Replay.KEYS));

    @Test
    void referencesFollowTheRecordsWhereverTheyWereTold() {
        // told first, and refers to what is told last
        todos.create("t1", Map.of("n", 1, "list", "l9", "after", "t2"));
        todos.create("t2", Map.of("n", 2, "list", "l9", "after", "t3"));
        todos.create("t3", Map.of("n", 3));
        lists.fill(5);
        lists.create("l9", Map.of("n", 9));

        Report report = referring().pageSize(1).build().run();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        long list = idOf(newLists, 9);
        assertThat(newTodos.all().get(String.valueOf(idOf(newTodos, 1))))
                .isEqualTo(Map.of("n", 1L, "list", list, "after", idOf(newTodos, 2)));
        assertThat(newTodos.all().get(String.valueOf(idOf(newTodos, 2))))
                .isEqualTo(Map.of("n", 2L, "list", list, "after", idOf(newTodos, 3)));
        Report compared = referring().build().verify();
        assertThat(compared.collection("todos").verification().equal()).isTrue();
    }

    @Test
    void collectionsThatAreReferredToComeFirst() {
        lists.fill(30);
        for (int i = 0; i < 30; i++) {
            todos.create("t" + i, Map.of("n", i, "list", "r" + i));
        }
        List<Long> waiting = new ArrayList<>();

        referring()
                .parallel(3)
                .pageSize(5)
                .listener(progress -> waiting.add(progress.quarantined()))
                .build()
                .run();

        assertThat(waiting).isNotEmpty().containsOnly(0L);
        assertThat(newTodos.all()).hasSize(30);
    }

    @Test
    void aChildInItsParentsPageIsWrittenAfterItAndDoesNotWait() {
        children();
        List<Long> waiting = new ArrayList<>();

        Report report = referring()
                .listener(progress -> waiting.add(progress.quarantined()))
                .build()
                .run();

        assertThat(waiting).isNotEmpty().containsOnly(0L);
        assertFamily(report);
        assertThat(report.collection("todos").counts()).isEqualTo(new Counts(3, 3, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aProcessThatDiesBetweenAParentAndItsChildMakesNeitherTwice(int last) {
        children();
        AtomicInteger writes = new AtomicInteger();
        Disturbed dying = new Disturbed(newTodos.adapter(), new Disturbed.Disturbance() {
            @Override
            public void before(String call) {}

            @Override
            public void after(String call) {
                if (call.equals("write") && writes.incrementAndGet() == last) {
                    throw new Death();
                }
            }
        });
        assertThatExceptionOfType(Death.class)
                .isThrownBy(() -> referring(dying).build().run());

        assertFamily(referring().build().run());
    }

    /** Told in the wrong order, in one page. */
    private void children() {
        todos.create("t1", Map.of("n", 1, "after", "t2"));
        todos.create("t2", Map.of("n", 2, "after", "t3"));
        todos.create("t3", Map.of("n", 3));
    }

    private void assertFamily(Report report) {
        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(newTodos.all().values())
                .containsExactlyInAnyOrder(
                        Map.of("n", 1L, "after", idOf(newTodos, 2)),
                        Map.of("n", 2L, "after", idOf(newTodos, 3)),
                        Map.of("n", 3L));
    }

    @Test
    void whatIsReferredToComesFirstWhoeverMakesTheIds() {
        Shelf plainTodos = new Shelf(new InMemoryBackend());
        Shelf plainLists = new Shelf(new InMemoryBackend());
        Map<String, SyncAdapter> inThisOrder = new LinkedHashMap<>();
        inThisOrder.put("todos", todos.adapter());
        inThisOrder.put("lists", lists.adapter());
        lists.create("l1", Map.of());
        todos.create("t1", Map.of("list", "l1"));
        List<String> order = new ArrayList<>();

        Migration.from(Side.of(inThisOrder))
                .to(Side.of(Map.of("todos", plainTodos.adapter(), "lists", plainLists.adapter())))
                .mapping(REFERRING)
                .checkpoint(directory.resolve("plain"))
                .listener(progress -> order.add(progress.collection()))
                .build()
                .run();

        assertThat(order).startsWith("lists", "todos");
    }

    @Test
    void whatRefersToNothingWaitsWithItsReason() {
        todos.create("t1", Map.of("n", 1, "list", "gone"));

        Report report = referring().build().run();
        lists.create("gone", Map.of("n", 7));
        Report later = referring().build().run();

        assertThat(report.collection("todos").firstQuarantined())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.code()).isEqualTo("reference");
                    assertThat(each.message()).contains("'gone' of 'lists'");
                });
        assertThat(later.clean()).isTrue();
        assertThat(newTodos.all().values()).containsExactly(Map.of("n", 1L, "list", idOf(newLists, 7)));
    }

    @Test
    void aCreateWhoseAnswerDiedWithTheProcessIsNotMadeTwiceWhateverHappenedMeanwhile() {
        todos.fill(3);
        dieAfter("write", newTodos);
        assertThat(newTodos.all()).hasSize(3);

        todos.update("r1", Map.of("title", "changed meanwhile"));
        Report report = alone(newTodos).build().run();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(newTodos.all().values())
                .containsExactlyInAnyOrderElementsOf(todos.all().values());
    }

    @Test
    void anUpdateWhoseAnswerDiedWithTheProcessMakesNoOtherRecord() {
        todos.fill(3);
        alone(newTodos).build().run();
        todos.update("r1", Map.of("title", "changed"));
        dieAfter("write", newTodos);

        todos.update("r1", Map.of("title", "changed again"));
        Report report = alone(newTodos).build().run();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(newTodos.all().values())
                .containsExactlyInAnyOrderElementsOf(todos.all().values());
    }

    @Test
    void aDeletionInDoubtIsPutAsideAndNoOtherRecordIsTouched() {
        // made as "1", which is the name of another one at the source
        todos.create("2", Map.of("n", 2));
        alone(newTodos).build().run();
        todos.create("1", Map.of("n", 1));
        dieAfter("write", newTodos);

        todos.delete("1");
        Report report = alone(newTodos).build().run();

        assertUnsettled(report);
        assertThat(newTodos.all()).containsEntry("1", Map.of("n", 2L)).hasSize(2);
    }

    @Test
    void whereNoKeyIsKeptACreateInDoubtIsPutAside() {
        Shelf forgetful = new Shelf(making(Replay.IDS));
        todos.create("1", Map.of("n", 1));
        dieAfter("write", forgetful);

        Report report = alone(forgetful).build().run();

        assertUnsettled(report);
        assertThat(forgetful.all()).hasSize(1);
    }

    @Test
    void whatMayHaveBeenMadeIsNotMadeAgainForItsNextState() {
        Shelf forgetful = new Shelf(making(Replay.IDS));
        todos.create("1", Map.of("n", 1));
        loseOneAnswer(forgetful);

        todos.update("1", Map.of("n", 2));
        Report report = alone(forgetful).build().run();

        assertUnsettled(report);
        assertThat(forgetful.all()).hasSize(1);
    }

    private void loseOneAnswer(Shelf target) {
        AtomicBoolean lost = new AtomicBoolean();
        Disturbed unlucky = new Disturbed(target.adapter(), new Disturbed.Disturbance() {
            @Override
            public void before(String call) {}

            @Override
            public void after(String call) {
                if (call.equals("write") && !lost.getAndSet(true)) {
                    throw TemporaryFailure.maybeApplied("the answer was lost", null);
                }
            }
        });
        assertUnsettled(alone(new Shelf(unlucky)).build().run());
    }

    @Test
    void whatCameBackAndWaitedInQuarantineIsMadeByARetry() {
        Shelf forgetful = new Shelf(making(Replay.IDS));
        Mapping numbers = Mapping.same()
                .with(
                        "todos",
                        CollectionMapping.builder()
                                .convert("n", Conversion.INTEGER)
                                .build());
        Migration migration = alone(forgetful).mapping(numbers).build();
        todos.create("1", Map.of("n", 1));
        migration.run();
        todos.delete("1");
        migration.run();
        todos.create("1", Map.of("n", "no number"));
        assertThat(migration.run().clean()).isFalse();

        todos.update("1", Map.of("n", 2));
        Report report = migration.retry();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(forgetful.all().values()).containsExactly(Map.of("n", 2L));
    }

    private static void assertUnsettled(Report report) {
        assertThat(report.collection("todos").firstQuarantined())
                .extracting(Quarantined::id, Quarantined::code)
                .containsExactly(tuple("1", "unsettled"));
    }

    @Test
    void repairMendsTheRecordThatWasMadeInsteadOfMakingAnother() {
        assertRepaired(newTodos);
        assertRepaired(new Shelf(making(Replay.IDS)));
        assertRepaired(new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.INTEGER)))
                .without(Lookup.class)
                .build()));
    }

    private void assertRepaired(Shelf made) {
        Path file = directory.resolve("repaired" + made.hashCode());
        if (todos.all().isEmpty()) {
            todos.fill(5);
        }
        Migration migration = alone(made).checkpoint(file).build();
        migration.run();
        String spoiled = String.valueOf(made.all().keySet().iterator().next());
        made.update(spoiled, Map.of("title", "spoiled"));

        assertThat(migration.verify().collection("todos").verification().differences())
                .isEqualTo(1);
        Report report = migration.repair();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(made.all().values())
                .containsExactlyInAnyOrderElementsOf(todos.all().values());
    }

    private void dieAfter(String call, Shelf target) {
        AtomicBoolean died = new AtomicBoolean();
        Disturbed dying = new Disturbed(target.adapter(), new Disturbed.Disturbance() {
            @Override
            public void before(String made) {
                assertThat(died).as("nothing is sent by the dead").isFalse();
            }

            @Override
            public void after(String made) {
                if (made.equals(call)) {
                    died.set(true);
                    throw new Death();
                }
            }
        });
        assertThatExceptionOfType(Death.class)
                .isThrownBy(() -> alone(new Shelf(dying)).build().run());
    }

    private static long idOf(Shelf shelf, long n) {
        for (var each : shelf.all().entrySet()) {
            if (Objects.equals(each.getValue().get("n"), n)) {
                return Long.parseLong(each.getKey());
            }
        }
        throw new AssertionError("no record has the number " + n);
    }

    private static InMemoryBackend making(Replay replay) {
        return InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.INTEGER)).replay(replay))
                .build();
    }

    private Migration.Builder referring() {
        return referring(newTodos.adapter());
    }

    private Migration.Builder referring(SyncAdapter to) {
        return Migration.from(Side.of(Map.of("todos", todos.adapter(), "lists", lists.adapter())))
                .to(Side.of(Map.of("todos", to, "lists", newLists.adapter())))
                .mapping(REFERRING)
                .checkpoint(directory.resolve("referring"));
    }

    private Migration.Builder alone(Shelf target) {
        return Migration.from(Side.of("todos", todos.adapter()))
                .to(Side.of("todos", target.adapter()))
                .checkpoint(directory.resolve("alone"))
                .waits(time -> {});
    }
}
