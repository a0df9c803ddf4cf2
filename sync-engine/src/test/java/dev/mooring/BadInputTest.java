package dev.mooring;

import static dev.mooring.Rig.MOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever an application gives: a clear exception at the call, and nothing stored. */
class BadInputTest {

    private final Rig rig = new Rig();
    private final Records<Map<String, @Nullable Object>> rows =
            rig.mooring().records("rows").sync(rig.client()).manual().open();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void badIdsAreRefused() {
        List<@Nullable String> bad = Arrays.asList(null, "", "x".repeat(2_001), "a\uD800b");

        for (@Nullable String id : bad) {
            refused(() -> rows.put(lie(id), Map.of("n", 1)));
            refused(() -> rows.patch(lie(id), Map.of("n", 1)));
            refused(() -> rows.patch(lie(id), same -> same));
            refused(() -> rows.delete(lie(id)));
            refused(() -> rows.get(lie(id)));
            refused(() -> rows.awaitPushed(lie(id), MOST));
            refused(() -> rows.deleteAll(Arrays.asList("1", lie(id))));
            refused(() -> rig.mooring().transaction(group -> group.delete(rows, lie(id))));
        }
    }

    @Test
    void missingPatchIsRefusedWhetherTheRecordIsThereOrNot() {
        Records<Todo> todos = rig.mooring().records("todos", Todo.class).open();
        todos.put("there", new Todo("a"));

        for (String id : List.of("there", "not there")) {
            refused(() -> todos.patch(id, BadInputTest.<Map<String, @Nullable Object>>lie(null)));
        }
    }

    @Test
    void badFieldsAreRefused() {
        Map<String, @Nullable Object> cycle = new HashMap<>();
        cycle.put("self", cycle);
        List<@Nullable Object> list = new ArrayList<>();
        list.add(list);
        List<Map<String, @Nullable Object>> bad = List.of(
                Map.of("n", Double.NaN),
                Map.of("n", Float.POSITIVE_INFINITY),
                cycle,
                Map.of("list", list),
                Map.of("n", new Object()),
                Map.of("text", "\uDC00"));
        rows.put("there", Map.of("title", "a"));

        for (Map<String, @Nullable Object> fields : bad) {
            refused(() -> rows.put("1", fields));
            refused(() -> rows.add(fields));
            refused(() -> rows.patch("there", fields));
            refused(() -> rows.patch("there", any -> fields));
            refused(() -> rows.putAll(Map.of("2", fields)));
            refused(() -> rows.patchAll(Map.of("there", fields)));
        }
        assertThat(rows.list("", 10)).extracting(RecordChange::id).containsExactly("there");
        assertThat(rows.status().pending()).isEqualTo(1);
    }

    @Test
    void missingValuesAreRefused() {
        refused(() -> rows.put("1", lie(null)));
        refused(() -> rows.patch("1", BadInputTest.<Map<String, @Nullable Object>>lie(null)));
        refused(() -> rows.putAll(lie(null)));
        refused(() -> rows.deleteAll(lie(null)));
        refused(() -> rows.list(lie(null), 10));
        refused(() -> rows.list("", 0));
        refused(() -> rows.pendingWrites(0, 0));
        refused(() -> rows.deadLetters(0, -1));
        refused(() -> rows.requeue(1, lie(null)));
        refused(() -> rows.resend(lie(null)));
        refused(() -> rows.settle(lie(null)));
        refused(() -> rig.mooring().records("more").local((String[]) lie(null)));
        refused(() -> new Retry(lie(null), Duration.ofSeconds(1), OptionalInt.empty()));
        refused(() -> Retry.forever().waits(Duration.ofSeconds(1), lie(null)));
        refused(() -> Refetch.usual().staleTime(lie(null)));
        refused(() -> Refetch.usual().cacheTime(lie(null)));
        refused(() -> new MooringMetrics(lie(null)));
        refused(() -> new MooringMetrics(rig.mooring()).bindTo(lie(null)));
        refused(() -> rows.flush(Duration.ofSeconds(-1)));
        refused(() -> rows.sync(lie(null)));
        refused(() -> rig.mooring().records(lie(null)));
        refused(() -> rig.mooring().transaction(lie(null)));
        refused(() -> Mooring.open(lie(null)));
        Map<String, Map<String, @Nullable Object>> hole = new LinkedHashMap<>();
        hole.put("1", Map.of("n", 1));
        hole.put("2", lie(null));
        refused(() -> rows.putAll(hole));

        assertThat(rows.list("", 10)).isEmpty();
    }

    @Test
    void patchOfARecordThatIsNotThereSaysSoAndMakesNone() {
        Records<Todo> todos = rig.mooring().records("todos", Todo.class).open();
        todos.put("there", new Todo("a"));

        assertThat(rows.patch("none", Map.of("n", 1))).isFalse();
        assertThat(todos.patch("none", Map.of("title", "b"))).isFalse();
        assertThat(todos.patch("none", same -> same)).isFalse();
        assertThat(todos.patchAll(Map.of("there", Map.of("title", "b"), "none", Map.of("title", "b"))))
                .isEqualTo(1);

        assertThat(todos.get("there")).contains(new Todo("b"));
        assertThat(todos.get("none")).isEmpty();
        assertThat(rows.get("none")).isEmpty();
    }

    @Test
    void patchThatItsTypeCannotHoldIsRefused() {
        Records<Count> counts = rig.mooring().records("counts", Count.class).open();
        counts.put("1", new Count(1, List.of()));

        refused(() -> counts.patch("1", Map.of("n", "many")), "the patch of '1' in 'counts' does not fit Count");
        refused(() -> counts.patch("1", Map.of("list", Map.of("a", 1))), "does not fit Count");

        assertThat(counts.get("1")).contains(new Count(1, List.of()));
        assertThat(counts.patch("1", Map.of("n", 2, "unknown", true))).isTrue();
        assertThat(counts.get("1")).contains(new Count(2, List.of()));
    }

    @Test
    void refusedOptionLetsGoOfTheStore() {
        List<Function<MooringBuilder, ?>> bad = List.of(
                builder -> builder.debounce(Duration.ofSeconds(-1)),
                builder -> builder.retry(lie(null)),
                builder -> builder.pageSize(0),
                builder -> builder.user(""),
                builder -> builder.clock(lie(null)));

        for (Function<MooringBuilder, ?> option : bad) {
            MemoryStore store = new MemoryStore();
            refused(() -> option.apply(Mooring.builder(store)));
            assertThatThrownBy(() -> store.read(reader -> 1))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CLOSED));
        }
    }

    @Test
    void typedValueThatRefersToItselfIsRefused() {
        Records<Node> nodes = rig.mooring().records("nodes", Node.class).open();
        Node node = new Node();
        node.next = node;

        refused(() -> nodes.put("1", node));

        assertThat(nodes.list("", 10)).isEmpty();
    }

    @Test
    void interruptedThreadStillWritesAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            rows.put("1", Map.of("n", 1));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(rows.flush(MOST)).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(rows.get("1")).isPresent();
    }

    @Test
    void everyCallAfterCloseSaysSo() {
        Records<Map<String, @Nullable Object>> memory =
                rig.mooring().records("memory").ephemeral().open();
        Mooring closed = rig.mooring();
        closed.close();
        closed.close();

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> rows.put("1", Map.of("n", 1)),
                () -> memory.put("1", Map.of("n", 1)),
                () -> rows.patch("1", Map.of("n", 1)),
                () -> rows.deleteAll(List.of("1")),
                () -> rows.get("1"),
                () -> rows.list("", 10),
                rows::status,
                () -> rows.status("1"),
                () -> rows.pendingWrites(0, 10),
                () -> rows.deadLetters(0, 10),
                () -> rows.requeue(1),
                () -> rows.discard(1),
                () -> closed.transaction(group -> {}),
                () -> rows.sync(MOST),
                () -> rows.flush(MOST),
                () -> rows.awaitPushed("1", MOST),
                () -> rows.gate(true),
                rows::reset,
                rows::clear,
                closed::reset,
                () -> rows.observe(changes -> {}),
                () -> closed.records("new").open())) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        }
        rows.wakeUp();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageMatching("(?s).+");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    /** What a caller without null checks may give. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
    private static <X> X lie(@Nullable Object anything) {
        return (X) anything;
    }

    record Todo(String title) {}

    record Count(int n, List<Integer> list) {}

    static final class Node {
        public @Nullable Node next;
    }
}
