package dev.mooring.crud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Listing;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrudBuilderTest {

    private static final CrudFunctions.Save<NewRow> CREATE = row -> Answer.saved();
    private static final CrudFunctions.Save<RowUpdate> UPDATE = row -> Answer.saved();
    private static final CrudFunctions.Save<RowDelete> DELETE = row -> Answer.saved();

    private static CrudBuilder list() {
        return CrudAdapter.builder("things").list(List::of);
    }

    private static CrudBuilder soft() {
        return list().get(id -> Optional.empty())
                .create(CREATE)
                .update(UPDATE)
                .version("v")
                .deletedFlag("d")
                .writeKeys("k");
    }

    private static Guarantees of(CrudBuilder builder) {
        try (SyncAdapter adapter = builder.build()) {
            return adapter.guarantees();
        }
    }

    @Test
    @DisplayName("a list alone promises reading, and nothing more")
    void listAlone() {
        Guarantees alone = of(list());

        assertThat(alone.verbs()).isEmpty();
        assertThat(alone.feed()).isEqualTo(Feed.snapshot());
        assertThat(alone.listing()).isEqualTo(Listing.STABLE);
        assertThat(alone.removals()).isEqualTo(Removals.none());
        assertThat(alone.conditionalUpdates()).isFalse();
        assertThat(alone.conditionalDeletes()).isFalse();
        assertThat(alone.ids()).isEqualTo(Guarantees.minimal().ids());
        assertThat(of(CrudAdapter.builder("t").listPages((cursor, limit) -> Rows.last(List.of())))
                        .listing())
                .isEqualTo(Listing.DRIFTING);
    }

    @Test
    @DisplayName("each function allows its verb; a flag allows deleting by update")
    void verbsFollowFunctions() {
        assertThat(of(list().create(CREATE)).verbs()).containsExactly(Verb.CREATE);
        assertThat(of(list().update(UPDATE)).verbs()).containsExactly(Verb.UPDATE);
        assertThat(of(list().delete(DELETE)).verbs()).containsExactly(Verb.DELETE);
        assertThat(of(list().deletedFlag("d")).verbs()).isEmpty();
        assertThat(of(soft()).verbs()).containsExactlyInAnyOrder(Verb.values());
    }

    @Test
    @DisplayName("the level of replay is what the keys can bear")
    void replayIsHonest() {
        assertThat(of(list().create(CREATE)).replay()).isEqualTo(Replay.IDS);
        assertThat(of(list().create(CREATE).ids(Ids.serverMade(Ids.Type.TEXT))).replay())
                .isEqualTo(Replay.NOTHING);
        assertThat(of(soft()).replay()).as("keys could be written over").isEqualTo(Replay.IDS);
        assertThat(of(soft().conditionalUpdates()).replay()).isEqualTo(Replay.DEVICE_KEYS);
        assertThat(of(soft().conditionalUpdates().delete(DELETE)).replay())
                .as("a deletion takes the keys along")
                .isEqualTo(Replay.IDS);
        assertThat(of(soft().exactWrites().remembersKeys()).replay()).isEqualTo(Replay.KEYS);
    }

    @Test
    @DisplayName("a deletion by flag is as conditional as an update")
    void flaggedDeletesAreUpdates() {
        assertThat(of(soft().conditionalUpdates()).conditionalDeletes()).isTrue();
        assertThat(of(soft().conditionalUpdates().delete(DELETE)).conditionalDeletes())
                .isFalse();
    }

    @Test
    @DisplayName("a feed by time tells of flagged rows, for as long as they are kept")
    void feedFollows() {
        CrudBuilder since = list().updated("u").listSince(Duration.ofSeconds(5), asked -> List.of());
        assertThat(of(since).feed()).isEqualTo(Feed.windowed(Duration.ofSeconds(5)));
        assertThat(of(since).removals()).isEqualTo(Removals.none());
        assertThat(of(since.deletedAt("d")).removals()).isEqualTo(Removals.deletes());
        assertThat(of(since.retention(Duration.ofDays(30))).removals())
                .isEqualTo(Removals.deletes().keptFor(Duration.ofDays(30)));
    }

    @Test
    @DisplayName("CLIENT-6 capabilities are there as far as their functions are")
    void capabilitiesFollowFunctions() {
        CrudBuilder all = soft().createAll(rows -> List.of()).subscribe(hints -> () -> {});
        try (SyncAdapter none = list().build();
                SyncAdapter some = all.build()) {
            for (Class<?> capability : List.of(Lookup.class, BatchWrites.class, LiveChanges.class)) {
                assertThat(none.capability(capability)).isEmpty();
                assertThat(some.capability(capability)).isPresent();
            }
            assertThat(some.capability(KeyScan.class)).isEmpty();
            assertThat(some.guarantees().largestBatch()).isEqualTo(100);
            assertThat(none.guarantees().largestBatch()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSetUps")
    @DisplayName("what does not belong together is named at build()")
    void wrongSetUpsAreNamed(String expected, UnaryOperator<CrudBuilder> wrong) {
        CrudBuilder builder = wrong.apply(CrudAdapter.builder("things"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(expected);
    }

    static List<Object[]> wrongSetUps() {
        return List.of(
                wrong("list or listPages", b -> b),
                wrong("list or listPages", b -> b.list(List::of).listPages((c, l) -> Rows.last(List.of()))),
                wrong("stablePages", b -> b.list(List::of).stablePages()),
                wrong("column updated", b -> b.list(List::of).listSince(Duration.ofSeconds(1), s -> List.of())),
                wrong(
                        "WINDOWED or COMPLETE",
                        b -> b.list(List::of)
                                .changes(
                                        Feed.snapshot(),
                                        Removals.none(),
                                        () -> "0",
                                        (from, limit) -> RowChanges.startOver())),
                wrong("retention", b -> b.list(List::of).retention(Duration.ofDays(1))),
                wrong("createAll needs create", b -> b.list(List::of).createAll(rows -> List.of())),
                wrong("updateAll needs update", b -> b.list(List::of).updateAll(rows -> List.of())),
                wrong("deleteAll needs delete", b -> b.list(List::of).deleteAll(rows -> List.of())),
                wrong("wholeUpdates", b -> b.list(List::of).wholeUpdates()),
                wrong("conditionalUpdates", b -> b.list(List::of).update(UPDATE).conditionalUpdates()),
                wrong("conditionalDeletes", b -> b.list(List::of).version("v").conditionalDeletes()),
                wrong(
                        "remembersKeys",
                        b -> b.list(List::of).create(CREATE).exactWrites().remembersKeys()),
                wrong("must be another", b -> b.list(List::of).version("id")),
                wrong("must not be empty", b -> b.list(List::of).updated("")),
                wrong("managed field", b -> b.list(List::of).managedFields(Set.of("id"))),
                wrong("timeout", b -> b.list(List::of).timeout(Duration.ZERO)));
    }

    private static Object[] wrong(String expected, UnaryOperator<CrudBuilder> builder) {
        return new Object[] {expected, builder};
    }
}
