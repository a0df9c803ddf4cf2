package dev.mooring.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final int FEW = 20;

    private final MemoryStore store = new MemoryStore();
    private final Observers observers = new Observers(() -> {});
    private final Turns turns = new Turns();
    private final Told told = new Told();
    private final List<RuntimeException> broken = new ArrayList<>();
    private int counter;

    @Test
    void firstWhatIsThereThenDifferences() {
        put("a", 1);
        put("b", 1);
        start(observation(FEW));
        turns.run();
        assertThat(told.known()).containsOnlyKeys("a", "b");
        assertThat(told.newStarts()).isEqualTo(1);
        int calls = told.calls();

        put("b", 2);
        remove("a");
        turns.run();

        assertThat(told.known()).isEqualTo(Map.of("b", Map.of("n", 2L)));
        assertThat(told.calls()).isEqualTo(calls + 1);
        assertThat(told.newStarts()).isEqualTo(1);
    }

    @Test
    void emptyCollectionIsToldOnce() {
        start(observation(FEW));

        turns.run();

        assertThat(told.calls()).isEqualTo(1);
        assertThat(told.newStarts()).isEqualTo(1);
    }

    @Test
    void law15_stuckObserverCostsAsMuchMemoryForAMillionChangesAsForAFew() {
        Observation stuck = start(observation(FEW));
        turns.run();

        for (int i = 0; i < 1_000_000; i++) {
            observers.changed("r" + i, i % 3 > 0);
            assertThat(stuck.waiting()).isLessThanOrEqualTo(FEW);
        }

        assertThat(turns.waiting()).isEqualTo(1);
    }

    @Test
    void law15_stuckObserverIsToldTheNewestStatesAfterManyChanges() {
        start(observation(FEW));
        turns.run();
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 2_000; i++) {
                put("r" + i, round);
            }
        }

        turns.run();

        assertThat(told.known()).isEqualTo(there());
        assertThat(told.newStarts()).isEqualTo(1);
        assertThat(told.numbers()).containsOnly("3");
    }

    @Test
    void law15_fewRemovalsAmongManyChangesAreToldByName() {
        for (int i = 0; i < 1_000; i++) {
            put("r" + i, 0);
        }
        start(observation(FEW));
        turns.run();
        remove("r7");
        for (int i = 10; i < 1_000; i++) {
            put("r" + i, 1);
        }
        remove("r500");

        turns.run();

        assertThat(told.known()).isEqualTo(there()).doesNotContainKeys("r7", "r500");
        assertThat(told.newStarts()).isEqualTo(1);
    }

    @Test
    void law15_moreRemovalsThanAreKeptBeginANewStart() {
        for (int i = 0; i < 1_000; i++) {
            put("r" + i, 0);
        }
        start(observation(FEW));
        turns.run();
        for (int i = 0; i < 900; i++) {
            remove("r" + i);
        }

        turns.run();

        assertThat(told.newStarts()).isEqualTo(2);
        assertThat(told.known()).isEqualTo(there()).hasSize(100);
    }

    @Test
    void law15_whateverHappensWhileItIsToldTheObserverEndsWithWhatIsThere() {
        for (long seed = 0; seed < 200; seed++) {
            try {
                chaos(new Random(seed));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void chaos(Random random) {
        Told seen = new Told();
        Map<String, Long> latest = new HashMap<>();
        seen.whenTold(() -> {
            seen.known().forEach((id, fields) -> {
                Long now = (Long) fields.get("n");
                assertThat(now).isNotNull().isGreaterThanOrEqualTo(latest.getOrDefault(id, 0L));
                latest.put(id, now);
            });
            for (int i = random.nextInt(4); i > 0 && seen.calls() < 100; i--) {
                change(random);
            }
        });
        Observation observation = new Observation(source(), turns, seen, broken::add, 1 + random.nextInt(FEW));
        start(observation);
        for (int round = random.nextInt(10); round > 0; round--) {
            for (int i = random.nextInt(60); i > 0; i--) {
                change(random);
            }
            if (random.nextBoolean()) {
                turns.run();
            }
        }
        turns.run();
        assertThat(broken).isEmpty();
        assertThat(seen.known()).isEqualTo(there());
        observation.close();
    }

    private void change(Random random) {
        String id = "r" + random.nextInt(60);
        if (random.nextInt(3) == 0) {
            remove(id);
        } else {
            put(id, ++counter);
        }
    }

    @Test
    void observerThatThrowsIsReportedAndEndsAndOthersGoOn() {
        Told good = new Told();
        start(observation(FEW));
        start(new Observation(source(), turns, good, broken::add));
        told.whenTold(() -> {
            throw new IllegalStateException("no");
        });

        turns.run();
        put("a", 1);
        turns.run();

        assertThat(broken).singleElement().satisfies(e -> assertThat(e).hasMessage("no"));
        assertThat(told.calls()).isEqualTo(1);
        assertThat(good.known()).containsOnlyKeys("a");
    }

    @Test
    void executorThatRefusesFromTheBeginningIsTheCallersProblem() {
        Observation observation = new Observation(source(), work -> reject(), told, broken::add);

        assertThatThrownBy(() -> observers.start(observation)).isInstanceOf(RejectedExecutionException.class);

        assertThat(observers.isEmpty()).isTrue();
    }

    @Test
    void executorThatRefusesLaterEndsTheObservationAndTheWriteGoesOn() {
        boolean[] refuses = {false};
        start(new Observation(
                source(),
                work -> {
                    if (refuses[0]) {
                        reject();
                    }
                    turns.execute(work);
                },
                told,
                broken::add));
        turns.run();
        refuses[0] = true;

        put("a", 1);

        assertThat(broken).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(observers.isEmpty()).isTrue();
    }

    @Test
    void executorThatRunsItsWorkAtOnceIsRefused() {
        Observation observation = new Observation(source(), Runnable::run, told, broken::add);

        assertThatThrownBy(() -> observers.start(observation)).isInstanceOf(RejectedExecutionException.class);

        assertThat(told.calls()).isZero();
    }

    @Test
    void unsubscribeInsideOfTheCallIsTheLastCall() {
        Observation observation = start(observation(FEW));
        told.whenTold(observation::close);

        turns.run();
        put("a", 1);
        turns.run();

        assertThat(told.calls()).isEqualTo(1);
        assertThat(observers.isEmpty()).isTrue();
    }

    @Test
    void noCallBeginsAfterCloseAndClosingTwiceDoesNothing() {
        put("a", 1);
        Observation observation = start(observation(FEW));

        observation.close();
        observation.close();
        turns.run();

        assertThat(told.calls()).isZero();
    }

    @Test
    void oneRecordIsToldWhetherItIsThereOrNot() {
        observers.start(
                new Observation(Source.one(store, "c", "a", (reader, id) -> id), turns, told, broken::add), "a");
        turns.run();
        assertThat(told.calls()).isEqualTo(1);

        put("b", 1);
        turns.run();
        assertThat(told.calls()).isEqualTo(1);
        put("a", 1);
        turns.run();
        assertThat(told.known()).containsOnlyKeys("a");
        remove("a");
        turns.run();

        assertThat(told.known()).isEmpty();
        assertThat(told.calls()).isEqualTo(3);
    }

    @Test
    void closedStoreEndsItWithoutAnError() {
        start(observation(FEW));
        turns.run();
        put("a", 1);
        store.close();

        turns.run();

        assertThat(broken).isEmpty();
        assertThat(told.ends()).isEqualTo(1);
        assertThat(told.why()).isEmpty();
    }

    private Observation observation(int most) {
        return new Observation(source(), turns, told, broken::add, most);
    }

    private Source source() {
        return Source.all(store, "c");
    }

    private Observation start(Observation observation) {
        observers.start(observation);
        return observation;
    }

    private static void reject() {
        throw new RejectedExecutionException("full");
    }

    private void put(String id, long n) {
        store.write(tx -> {
            tx.put(StoredRecord.of("c", Document.of(id, Map.of("n", n))));
            tx.onCommit(() -> observers.changed(id, true));
            return id;
        });
    }

    private void remove(String id) {
        store.write(tx -> {
            tx.removeRecord("c", id);
            tx.onCommit(() -> observers.changed(id, false));
            return id;
        });
    }

    private Map<String, Map<String, @Nullable Object>> there() {
        return store.read(reader -> reader.records("c", "", 10_000)).stream()
                .collect(Collectors.toMap(
                        StoredRecord::id, record -> record.view().orElseThrow()));
    }
}
