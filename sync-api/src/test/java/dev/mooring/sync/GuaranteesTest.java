package dev.mooring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuaranteesTest {

    @Test
    void theBuilderKeepsEachValueInItsPlace() {
        Guarantees full = new Guarantees(
                "scope",
                EnumSet.of(Verb.DELETE),
                Feed.windowed(Duration.ofSeconds(3)),
                Removals.deletes().keptFor(Duration.ofDays(3)),
                Listing.STABLE,
                true,
                false,
                Replay.KEYS,
                Ids.clientMade(7),
                Set.of("updated"),
                11,
                12,
                13);

        Guarantees built = Guarantees.builder("scope")
                .verbs(EnumSet.of(Verb.DELETE))
                .feed(Feed.windowed(Duration.ofSeconds(3)))
                .removals(Removals.deletes().keptFor(Duration.ofDays(3)))
                .listing(Listing.STABLE)
                .conditionalUpdates(true)
                .conditionalDeletes(false)
                .replay(Replay.KEYS)
                .ids(Ids.clientMade(7))
                .managedFields(Set.of("updated"))
                .largestPage(11)
                .largestBatch(12)
                .largestBody(13)
                .build();

        assertThat(built).isEqualTo(full);
        assertThat(full.toBuilder().build()).isEqualTo(full);
        assertThat(full.toBuilder()
                        .conditionalUpdates(false)
                        .conditionalDeletes(true)
                        .build())
                .returns(false, Guarantees::conditionalUpdates)
                .returns(true, Guarantees::conditionalDeletes);
        assertThat(Guarantees.builder("").build()).isEqualTo(Guarantees.minimal());
    }

    @Test
    void setsAreCopiedAndCannotBeChanged() {
        Set<Verb> verbs = new HashSet<>(Set.of(Verb.CREATE));
        Set<String> fields = new HashSet<>(Set.of("f"));
        Guarantees guarantees =
                Guarantees.builder("s").verbs(verbs).managedFields(fields).build();
        verbs.clear();
        fields.clear();

        assertThat(guarantees.verbs()).containsExactly(Verb.CREATE);
        assertThat(guarantees.managedFields()).containsExactly("f");
        assertThatThrownBy(() -> guarantees.verbs().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> guarantees.managedFields().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Guarantees.builder("s").verbs(Set.of()).build().verbs()).isEmpty();
    }

    @Test
    void sizesArePositive() {
        Guarantees.Builder builder = Guarantees.builder("s");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.largestPage(0).build())
                .withMessage("largestPage must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.largestPage(1).largestBatch(-1).build())
                .withMessage("largestBatch must be at least 1, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.largestBatch(1).largestBody(0).build())
                .withMessage("largestBody must be at least 1, was 0");
    }

    @Test
    void aSnapshotFeedTellsOfNoRemovals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Guarantees.builder("s").removals(Removals.deletes()).build())
                .withMessageContaining("SNAPSHOT");
        assertThat(Guarantees.builder("s")
                        .feed(Feed.complete())
                        .removals(Removals.deletes())
                        .build()
                        .removals())
                .isEqualTo(Removals.deletes());
    }

    @Test
    void whatTiesTwoCreatesTogetherDecidesWhetherTheyDouble() {
        Ids client = Ids.clientMade(36);
        Ids server = Ids.serverMade(Ids.Type.INTEGER);

        assertThat(mayDouble(Replay.NOTHING, client)).isTrue();
        assertThat(mayDouble(Replay.IDS, client)).isFalse();
        assertThat(mayDouble(Replay.DEVICE_KEYS, client)).isFalse();
        assertThat(mayDouble(Replay.KEYS, client)).isFalse();
        assertThat(mayDouble(Replay.NOTHING, server)).isTrue();
        assertThat(mayDouble(Replay.IDS, server)).isTrue();
        assertThat(mayDouble(Replay.DEVICE_KEYS, server)).isTrue();
        assertThat(mayDouble(Replay.KEYS, server)).isFalse();
    }

    @Test
    void keysAreKeptFromDeviceKeysOn() {
        assertThat(EnumSet.allOf(Replay.class))
                .filteredOn(Replay::keepsKeys)
                .containsExactly(Replay.DEVICE_KEYS, Replay.KEYS);
    }

    private static boolean mayDouble(Replay replay, Ids ids) {
        return Guarantees.builder("s").replay(replay).ids(ids).build().createMayDouble();
    }
}
