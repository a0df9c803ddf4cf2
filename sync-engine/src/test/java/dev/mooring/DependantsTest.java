package dev.mooring;

import static dev.mooring.Rig.MOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Ids;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that wait for writes of another collection, whatever becomes of that one (law 13). */
class DependantsTest {

    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final InMemoryBackend lists = InMemoryBackend.builder()
            .guarantees(g -> g.ids(Ids.serverMade(Ids.Type.INTEGER)))
            .build();
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void law13_dependantGoesAsSoonAsWhatItWaitsForHolds() {
        Records<Map<String, @Nullable Object>> parents = parents(lists.client());
        Records<Map<String, @Nullable Object>> children = children();
        parents.gate(false);
        parents.put("mine", Map.of("title", "a"));
        children.put("x", Map.of("list", "mine"));
        assertThat(children.flush(MOST)).isFalse();

        parents.gate(true);

        assertThat(children.awaitPushed("x", MOST)).isTrue();
        assertThat(rig.there("x")).contains(Map.of("list", 1L));
    }

    @Test
    void law16_flushSendsWhatItWaitsForInAnotherCollectionFirst() {
        Records<Map<String, @Nullable Object>> parents =
                lists(lists.client()).debounce(Duration.ofHours(1)).open();
        Records<Map<String, @Nullable Object>> children = children();
        parents.put("mine", Map.of("title", "a"));
        children.put("x", Map.of("list", "mine"));

        assertThat(children.flush(MOST)).isTrue();

        assertThat(rig.there("x")).contains(Map.of("list", 1L));
        assertThat(parents.status().pending()).isZero();
    }

    @Test
    void law16_flushFollowsAGroupThroughAllItsCollections() {
        List<Records<Map<String, @Nullable Object>>> three = Stream.of("a", "b", "c")
                .map(name -> rig.mooring()
                        .records(name)
                        .sync(new InMemoryBackend().client())
                        .manual()
                        .open())
                .toList();
        rig.mooring().transaction(group -> {
            for (int i = 0; i < 9; i++) {
                Map<String, @Nullable Object> fields = Map.of("n", i);
                group.put(three.get(i % 3), "r" + i, fields);
            }
        });

        assertThat(three.get(2).flush(MOST)).isTrue();

        assertThat(three).allSatisfy(one -> assertThat(one.status().pending()).isZero());
    }

    @Test
    void law16_flushEndsWhenWhatItWaitsForCannotGo() {
        FlakyAdapter down = new FlakyAdapter(lists.client());
        Records<Map<String, @Nullable Object>> parents = parents(down);
        Records<Map<String, @Nullable Object>> children = children();
        down.refuseAll(true);
        parents.put("mine", Map.of("title", "a"));
        children.put("x", Map.of("list", "mine"));

        assertThat(children.flush(FOR_EVER)).isFalse();
        down.refuseAll(false);

        assertThat(children.flush(FOR_EVER)).isTrue();
    }

    @Test
    void law16_flushWhoseOwnGateIsShutSendsNothingElsewhere() {
        FlakyAdapter counting = new FlakyAdapter(lists.client());
        Records<Map<String, @Nullable Object>> parents =
                lists(counting).manual().open();
        Records<Map<String, @Nullable Object>> children = children();
        children.gate(false);
        parents.put("mine", Map.of("title", "a"));
        children.put("x", Map.of("list", "mine"));

        assertThat(children.flush(FOR_EVER)).isFalse();

        assertThat(counting.arrivals()).isEmpty();
    }

    @Test
    void law13_writeIsSettledThoughItsDependantsCollectionIsNotOpen() {
        writeBoth();

        Records<Map<String, @Nullable Object>> parents = parents(lists.client());
        assertThat(parents.flush(MOST)).isTrue();

        Records<Map<String, @Nullable Object>> children = children();
        assertThat(children.awaitPushed("x", MOST)).isTrue();
        assertThat(rig.there("x")).contains(Map.of("list", 1L));
    }

    @Test
    void law13_onlyReferencesFollowThoughTheirCollectionIsNotOpen() {
        write(Map.of("list", "mine", "note", "mine"));

        Records<Map<String, @Nullable Object>> parents = parents(lists.client());
        assertThat(parents.flush(MOST)).isTrue();

        Records<Map<String, @Nullable Object>> children = children();
        assertThat(children.get("x")).contains(Map.of("list", 1L, "note", "mine"));
        assertThat(children.awaitPushed("x", MOST)).isTrue();
        assertThat(rig.there("x")).contains(Map.of("list", 1L, "note", "mine"));
    }

    @Test
    void law5_editMadeWithoutABackendIsKeptWhenWhatTheRecordWaitsForGetsItsId() {
        writeBoth();
        rig.mooring().records("items").open().patch("x", Map.of("note", "mine"));
        rig.restart();

        assertThat(parents(lists.client()).awaitPushed("mine", MOST)).isTrue();

        Records<Map<String, @Nullable Object>> children = children();
        assertThat(children.get("x")).contains(Map.of("list", 1L, "note", "mine"));
        assertThat(children.awaitPushed("x", MOST)).isTrue();
        assertThat(rig.there("x")).contains(Map.of("list", 1L, "note", "mine"));
    }

    @Test
    void law5_deletionMadeWithoutABackendIsKeptWhenWhatTheRecordWaitsForGetsItsId() {
        writeBoth();
        rig.mooring().records("items").open().delete("x");
        rig.restart();

        assertThat(parents(lists.client()).awaitPushed("mine", MOST)).isTrue();

        Records<Map<String, @Nullable Object>> children = children();
        assertThat(children.get("x")).isEmpty();
        assertThat(children.flush(MOST)).isTrue();
        assertThat(rig.there("x")).isEmpty();
    }

    @Test
    void law9_recordThatWasEditedWithoutABackendIsKeptWhenWhatItWaitsForIsRefused() {
        writeBoth();
        rig.mooring().records("items").open().patch("x", Map.of("note", "mine"));
        rig.restart();

        FlakyAdapter refusing = new FlakyAdapter(lists.client());
        refusing.refuse("a");
        assertThat(parents(refusing).flush(MOST)).isTrue();

        Records<Map<String, @Nullable Object>> children = children();
        assertThat(children.deadLetters(0, 10)).hasSize(1);
        assertThat(children.get("x")).contains(Map.of("list", "mine", "note", "mine"));
        assertThat(children.flush(MOST)).isTrue();
        assertThat(rig.there("x")).contains(Map.of("list", "mine", "note", "mine"));
    }

    @Test
    void law9_dependantsAreParkedThoughTheirCollectionIsNotOpen() {
        writeBoth();

        FlakyAdapter refusing = new FlakyAdapter(lists.client());
        refusing.refuse("a");
        Records<Map<String, @Nullable Object>> parents = parents(refusing);
        assertThat(parents.flush(MOST)).isTrue();

        assertThat(parents.deadLetters(0, 10)).hasSize(1);
        assertParked(children());
    }

    @Test
    void law9_editBehindAParkedOneIsKeptWhateverTheRuleOfTheOtherCollectionSays() {
        rig.created("x", Map.of("title", "b"));
        Records<Map<String, @Nullable Object>> parents = parents(lists.client());
        Records<Map<String, @Nullable Object>> children = children();
        assertThat(children.sync(MOST)).isTrue();
        parents.gate(false);
        parents.put("refused", Map.of("title", "a"));
        parents.put("taken", Map.of("title", "c"));
        children.patch("x", Map.of("list", "refused"));
        rig.mooring().transaction(group -> {
            group.patch(parents, "taken", Map.of("title", "d"));
            group.patch(children, "x", Map.of("title", "mine"));
        });
        assertThat(children.pendingWrites(0, 10)).hasSize(2);
        rig.restart();

        FlakyAdapter refusing = new FlakyAdapter(lists.client());
        refusing.refuse("a");
        assertThat(lists(refusing).onConflict(Merge.theirs()).open().flush(MOST))
                .isTrue();

        Records<Map<String, @Nullable Object>> reopened = children();
        assertThat(reopened.deadLetters(0, 10)).hasSize(1);
        assertThat(reopened.get("x")).contains(Map.of("title", "mine"));
        assertThat(reopened.flush(MOST)).isTrue();
        assertThat(rig.there("x")).contains(Map.of("title", "mine"));
    }

    @Test
    void law19_dependantsOfWhatIsForgottenAreParked() {
        Records<Map<String, @Nullable Object>> parents = parents(lists.client());
        Records<Map<String, @Nullable Object>> children = children();
        parents.gate(false);
        parents.put("mine", Map.of("title", "a"));
        children.put("x", Map.of("list", "mine"));

        parents.reset();

        assertParked(children);
        assertThat(children.flush(MOST)).isTrue();
    }

    @Test
    void law13_referencesFollowHoweverManyThereAre() {
        Records<Map<String, @Nullable Object>> parents = parents(lists.client());
        Records<Map<String, @Nullable Object>> children = children();
        parents.gate(false);
        children.gate(false);
        parents.put("mine", Map.of("title", "a"));
        Map<String, Map<String, @Nullable Object>> many = new LinkedHashMap<>();
        for (int i = 0; i < 1_001; i++) {
            many.put("x" + i, Map.of("list", "mine"));
        }
        children.putAll(many);

        parents.gate(true);
        assertThat(parents.awaitPushed("mine", MOST)).isTrue();

        assertThat(children.list("", 2_000))
                .extracting(RecordChange::value)
                .hasSize(1_001)
                .containsOnly(Optional.of(Map.of("list", 1L)));
    }

    private void writeBoth() {
        write(Map.of("list", "mine"));
    }

    private void write(Map<String, @Nullable Object> child) {
        Records<Map<String, @Nullable Object>> parents = parents(lists.client());
        Records<Map<String, @Nullable Object>> children = children();
        parents.gate(false);
        parents.put("mine", Map.of("title", "a"));
        children.put("x", child);
        rig.restart();
    }

    private static void assertParked(Records<Map<String, @Nullable Object>> children) {
        assertThat(children.pendingWrites(0, 10)).isEmpty();
        assertThat(children.get("x")).isEmpty();
        assertThat(children.deadLetters(0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.DEPENDENCY))
                .extracting(DeadLetter::write)
                .extracting(PendingWrite::id)
                .isEqualTo("x");
    }

    private Records<Map<String, @Nullable Object>> parents(SyncAdapter backend) {
        return lists(backend).open();
    }

    private RecordsBuilder<Map<String, @Nullable Object>> lists(SyncAdapter backend) {
        return rig.mooring().records("lists").sync(backend).interval(Duration.ofHours(1));
    }

    private Records<Map<String, @Nullable Object>> children() {
        return rig.mooring()
                .records("items")
                .sync(rig.client())
                .interval(Duration.ofHours(1))
                .reference("list", "lists")
                .open();
    }
}
