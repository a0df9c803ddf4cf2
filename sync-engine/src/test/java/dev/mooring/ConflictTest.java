package dev.mooring;

import static dev.mooring.Rig.MOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.store.DeadLetter;
import dev.mooring.sync.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law 12, through the whole engine: a conflict is resolved by a function of three states, or waits with all three. */
class ConflictTest {

    private final Rig rig = new Rig();
    private final FlakyAdapter server = rig.flaky();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void law12_resolverThatThrowsLosesNothingAndTheRestGoesOn() {
        Records<Map<String, @Nullable Object>> todos = conflicting((base, mine, theirs) -> {
            throw new IllegalStateException("cannot decide");
        });
        todos.put("2", Map.of("title", "another"));

        todos.sync(MOST);

        assertThat(rig.there("2")).isPresent();
        assertThat(todos.status().pending()).isZero();
        assertThat(todos.get("1")).contains(Map.of("title", "theirs", "n", 1L));
        DeadLetter letter = todos.deadLetters(0, 10).get(0);
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.CONFLICT);
        assertThat(letter.problem().message()).contains("cannot decide");
        assertThat(letter.base().orElseThrow().fields()).isEqualTo(Map.of("title", "old", "n", 1L));
        assertThat(letter.write().intent().toString()).contains("mine");
        assertThat(letter.theirs().map(Change::toString).orElseThrow()).contains("theirs");
    }

    @Test
    void law12_resolverThatFailsWithAnErrorStopsNothing() {
        Records<Map<String, @Nullable Object>> todos = conflicting((base, mine, theirs) -> {
            throw new AssertionError("never both");
        });
        todos.put("2", Map.of("title", "another"));

        assertThat(todos.sync(MOST)).isTrue();

        assertThat(rig.there("2")).isPresent();
        assertThat(todos.deadLetters(0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.problem().message()).contains("never both"));
    }

    @Test
    void law12_whatWaitedInTheInboxGoesAgainWhenSomebodyDecided() {
        Records<Map<String, @Nullable Object>> todos = conflicting((base, mine, theirs) -> {
            throw new IllegalStateException("cannot decide");
        });
        todos.sync(MOST);
        long letter = todos.deadLetters(0, 10).get(0).number();

        todos.requeue(letter, Map.of("title", "both"));

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("title", "both", "n", 1L));
        assertThat(todos.status().deadLetters()).isZero();
    }

    @Test
    void law12_ancestorIsWhatTheEditSawAlsoAfterAPullReplacedTheBase() {
        List<Map<String, @Nullable Object>> ancestors = new ArrayList<>();
        Records<Map<String, @Nullable Object>> todos = conflicting((base, mine, theirs) -> {
            ancestors.add(base);
            return Merge.fields().merge(base, mine, theirs);
        });
        server.refuseWrites(true);
        todos.sync(MOST);
        assertThat(todos.status().pending()).isEqualTo(1);
        server.refuseWrites(false);

        assertThat(todos.sync(MOST)).isTrue();

        assertThat(ancestors).isNotEmpty().allSatisfy(base -> assertThat(base).containsEntry("title", "old"));
        assertThat(rig.there("1")).contains(Map.of("title", "mine", "n", 1L));
    }

    /** A record that was edited here and at the backend since both knew the same. */
    private Records<Map<String, @Nullable Object>> conflicting(Merge merge) {
        rig.created("1", Map.of("title", "old", "n", 1));
        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .sync(server)
                .onConflict(merge)
                .manual()
                .open();
        assertThat(todos.sync(MOST)).isTrue();
        todos.patch("1", Map.of("title", "mine"));
        rig.updated("1", Map.of("title", "theirs"));
        return todos;
    }
}
