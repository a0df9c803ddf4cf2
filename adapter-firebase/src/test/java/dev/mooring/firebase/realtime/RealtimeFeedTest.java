package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeFeedTest {

    private static final int WRITERS = 24;
    private static final int EACH = 10;

    private final Setup setup = new Setup();
    private final SyncAdapter todos = setup.todos();

    @AfterEach
    void stop() {
        setup.close();
    }

    /** {@code startAt} with a limit answers the same page for ever here, and the next millisecond would skip what does not fit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void moreEqualTimesThanAPageNeitherStallNorSkip(int limit) {
        setup.make("first", Map.of("n", 0L));
        Cursor begun = Setup.pull(todos, Cursor.START, 10, new ArrayList<>());
        Cursor seen = Setup.pull(todos, begun, 10, new ArrayList<>());
        Map<String, Object> batch = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            batch.put("row" + i, Map.of("n", i, "updatedAt", setup.simulator.now() + 1));
        }
        batch.put("later", Map.of("n", 1, "updatedAt", setup.simulator.now() + 2));
        batch.forEach((key, row) -> setup.simulator.put(row, "todos", key));

        assertThat(Setup.pulled(todos, seen, limit)).containsExactlyInAnyOrderElementsOf(batch.keySet());
    }

    /** A server's clock can step back at a failover. */
    @Test
    void changeWithATimeWithinTheOverlapArrives() {
        setup.make("new", Map.of("n", 1L));
        Cursor seen = Setup.pull(todos, Cursor.START, 10, new ArrayList<>());

        setup.simulator.put(Map.of("n", 2, "updatedAt", setup.simulator.now() - 1_900), "todos", "late");

        assertThat(Setup.pulled(todos, seen, 10)).contains("late");
    }

    /** Another client's clock was wrong: what is stamped right must not come behind it and never be seen. */
    @Test
    void timeOfTheFutureHidesNothing() {
        setup.make("a", Map.of("n", 1L));
        setup.simulator.put(Map.of("n", 1, "updatedAt", setup.simulator.now() + 86_400_000), "todos", "future");
        Cursor seen = Setup.pull(todos, Cursor.START, 10, new ArrayList<>());

        setup.make("b", Map.of("n", 1L));
        List<Change> changes = new ArrayList<>();
        seen = Setup.pull(todos, seen, 10, changes);
        assertThat(changes).extracting(Change::id).contains("b").doesNotContain("future");

        setup.make("c", Map.of("n", 1L));
        assertThat(Setup.pulled(todos, seen, 1)).contains("c").doesNotContain("future");
    }

    /** Another client's clock is a little ahead: within the tolerance its rows are shown, and hide nothing either. */
    @ParameterizedTest
    @ValueSource(longs = {1_500, 5_000, 9_000})
    void clockThatIsALittleAheadHidesNothing(long ahead) {
        setup.make("a", Map.of("n", 1L));
        setup.simulator.put(Map.of("n", 1, "updatedAt", setup.simulator.now() + ahead), "todos", "ahead");
        Cursor seen = Setup.pull(todos, Cursor.START, 10, new ArrayList<>());

        setup.make("b", Map.of("n", 1L));
        List<Change> changes = new ArrayList<>();
        seen = Setup.pull(todos, seen, 10, changes);
        assertThat(changes).extracting(Change::id).contains("b", "ahead");

        setup.make("c", Map.of("n", 1L));
        assertThat(Setup.pulled(todos, seen, 1)).contains("c").doesNotContain("ahead");
    }

    /** Writers whose stamps are out of order, as after a failover, while a reader pulls; everything is visible within the overlap. */
    @Test
    void stragglersOfManyWritersAreNotLost() throws Exception {
        long seed = System.nanoTime();
        Cursor seen = Setup.pull(todos, Cursor.START, 50, new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
            Random random = new Random(seed + w);
            String name = "w" + w;
            writers.add(threads.submit(() -> {
                for (int n = 0; n < EACH; n++) {
                    setup.simulator.putLate(random.nextInt(1_500), "updatedAt", "todos", name + "-" + n);
                }
            }));
        }
        List<Change> changes = new ArrayList<>();
        try {
            while (!writers.stream().allMatch(Future::isDone)) {
                seen = Setup.pull(todos, seen, 40, changes);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Setup.pull(todos, seen, 40, changes);

        assertThat(changes.stream().map(Change::id).distinct())
                .as("seed %s", seed)
                .hasSize(WRITERS * EACH);
    }

    /** Other clients may not know the field: the feed cannot show such records, the snapshot does. */
    @Test
    void recordsWithoutATimeArriveFromTheStartOnly() {
        setup.simulator.put(Map.of("n", 1), "todos", "bare");
        setup.simulator.put(Map.of("n", 1, "updatedAt", "yesterday"), "todos", "worded");
        List<Change> changes = new ArrayList<>();

        Cursor seen = Setup.pull(todos, Cursor.START, 1, changes);

        assertThat(changes).extracting(Change::id).containsExactly("bare", "worded");
        assertThat(Setup.pulled(todos, seen, 10)).isEmpty();
    }

    @Test
    void feedAtRestIsQuiet() {
        setup.make("a", Map.of("n", 1L));
        Cursor seen = Setup.pull(todos, Cursor.START, 10, new ArrayList<>());
        seen = Setup.pull(todos, seen, 10, new ArrayList<>());

        ChangePage page = todos.changesSince(seen, 10);

        assertThat(page.changes()).isEmpty();
        assertThat(page.more()).isFalse();
    }

    @Test
    void missingIndexSaysWhichRuleToAdd() {
        setup.simulator.dropIndexes();

        assertThatThrownBy(() -> todos.changesSince(Cursor.START, 10))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("\".indexOn\": \"updatedAt\", for path \"/todos\"".replace("\"", "\\\""));
    }

    @Test
    void numberedChildrenAreASetUpThatCannotWork() {
        setup.simulator.put(List.of(Map.of("n", 1), Map.of("n", 2)), "todos");

        assertThatThrownBy(() -> todos.list(Cursor.START, 10))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("numbered");
    }

    @Test
    void childThatIsNoRecordIsNamed() {
        setup.simulator.put("a text", "todos", "odd");

        assertThatThrownBy(() -> todos.list(Cursor.START, 10))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("'odd'");
    }
}
