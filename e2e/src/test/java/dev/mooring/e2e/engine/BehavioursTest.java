package dev.mooring.e2e.engine;

import static dev.mooring.e2e.engine.EngineBench.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.RecordChange;
import dev.mooring.Records;
import dev.mooring.RecordsBuilder;
import dev.mooring.Retry;
import dev.mooring.Subscription;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.On;
import dev.mooring.contract.fault.StatusException;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Single behaviours that docs/behaviours.md lists, each on a backend that promises everything but hints, one call per write. */
class BehavioursTest {

    private final CallFaults network = new CallFaults().statuses(fault -> Optional.of(new StatusException(fault)));
    private final InMemoryBackend backend = InMemoryBackend.builder()
            .without(BatchWrites.class)
            .without(LiveChanges.class)
            .build();
    private final Picky wire = new Picky(backend.client(network));
    private final Somebody somebody = new Somebody(backend.client());
    private final Device device = new Device(StoreKind.MEMORY.at(Path.of("")));

    @AfterEach
    void close() {
        network.clear();
        device.close();
    }

    @Test
    void recordCanBecomeEmpty() {
        Records<Map<String, @Nullable Object>> records = offline();
        records.put("r1", fields("a", 1L));
        records.put("r1", fields());
        device.restart();

        assertThat(offline().get("r1")).contains(fields());
    }

    @Test
    void deletedRecordIsGoneFromTheStore() {
        Records<Map<String, @Nullable Object>> records = ready();
        records.put("r1", fields("a", 1L));
        Device.inStep(records);
        records.delete("r1");
        Device.inStep(records);
        device.restart();

        assertThat(offline().list("", 10)).isEmpty();
    }

    @Test
    void listInAFieldIsStoredAsItIs() {
        offline().put("r1", fields("tags", List.of("a", "c")));
        device.restart();

        assertThat(offline().get("r1")).contains(fields("tags", List.of("a", "c")));
    }

    @Test
    void whatIsStoredIsSeenWhileTheBackendIsSilent() throws Exception {
        somebody.create("r1", fields("title", "one"));
        ready();
        somebody.update("one", fields("title", "uno"));
        network.reset();
        network.arm(On.every(), Fault.delay());
        device.restart();

        Records<Map<String, @Nullable Object>> records = builder().open();
        assertThat(network.awaitRequests(1, Device.MOST)).isTrue();
        assertThat(records.get("r1")).contains(fields("title", "one"));
        assertThat(Device.view(records)).containsOnlyKeys("r1");
        network.clear();
        Device.inStep(records);
        assertThat(records.get("r1")).contains(fields("title", "uno"));
    }

    @Test
    void shutGateLetsNothingThrough() {
        Records<Map<String, @Nullable Object>> records = offline();
        records.gate(false);
        records.put("r1", fields("title", "one"));

        assertThat(records.sync(Device.MOST)).isFalse();
        assertThat(network.requests()).isEmpty();
        assertThat(records.status().pending()).isEqualTo(1);
    }

    @Test
    void rowsMadeWhileTheGateIsShutSurviveTheFirstPull() {
        somebody.create("theirs", fields("title", "theirs"));
        Records<Map<String, @Nullable Object>> records = offline();
        records.put("mine", fields("title", "mine"));
        records.gate(true);
        Device.inStep(records);

        assertThat(Device.view(records)).containsOnlyKeys("mine", "theirs");
    }

    @Test
    void resetCanBeRepeatedAndTheFirstWriteAfterItCounts() {
        somebody.create("r1", fields("title", "one"));
        Records<Map<String, @Nullable Object>> records = ready();
        records.reset();
        records.reset();
        records.put("r2", fields("title", "two"));
        Device.inStep(records);

        assertThat(Device.view(records)).containsOnlyKeys("r1", "r2");
        assertThat(somebody.titles()).containsExactly("one", "two");
    }

    @Test
    void answerThatComesAfterAResetChangesNothing() throws Exception {
        Records<Map<String, @Nullable Object>> records = ready();
        network.reset();
        network.arm(On.nextWrite(), Fault.delay(Duration.ofMillis(100)));
        records.put("r1", fields("title", "one"));
        assertThat(network.awaitMet(1, Device.MOST)).isTrue();
        assertThat(network.awaitQuiet(Device.MOST)).isTrue();
        records.reset();

        Device.inStep(records);
        assertThat(Device.view(records)).isEqualTo(somebody.all());
        assertThat(records.status().pending()).isZero();
        assertThat(wire.sent()).hasSize(1);
    }

    @Test
    void changeOfSomebodyElseIsNeverSentBack() {
        Records<Map<String, @Nullable Object>> records = ready();
        somebody.create("r1", fields("title", "one"));
        Device.inStep(records);
        somebody.update("one", fields("title", "uno"));
        Device.inStep(records);

        assertThat(records.get("r1")).contains(fields("title", "uno"));
        assertThat(wire.sent()).isEmpty();
    }

    @Test
    void manyEditsOfOneRecordTravelOnce() {
        somebody.create("r1", fields("title", "one", "n", 0L, "gone", true));
        Records<Map<String, @Nullable Object>> records = ready();
        records.gate(false);
        for (long i = 1; i <= 5; i++) {
            records.patch("r1", fields("n", i));
        }
        records.patch("r1", fields("gone", null));
        records.gate(true);
        Device.inStep(records);

        assertThat(wire.sent())
                .singleElement()
                .isInstanceOfSatisfying(
                        Update.class, update -> assertThat(update.patch()).isEqualTo(fields("n", 5L, "gone", null)));
        assertThat(somebody.all().values()).containsExactly(fields("title", "one", "n", 5L));
    }

    @Test
    void editThatIsTakenBackIsNotSent() {
        somebody.create("r1", fields("title", "one"));
        Records<Map<String, @Nullable Object>> records = ready();
        records.gate(false);
        records.patch("r1", fields("title", "uno"));
        records.patch("r1", fields("title", "one"));

        assertThat(records.status().pending()).isZero();
        records.gate(true);
        Device.inStep(records);
        assertThat(wire.sent()).isEmpty();
    }

    @Test
    void debouncedEditsWaitForEachOtherAndFlushSendsThem() {
        Records<Map<String, @Nullable Object>> records =
                builder().debounce(Duration.ofHours(1)).open();
        records.put("r1", fields("n", 1L));
        records.patch("r1", fields("n", 2L));
        assertThat(wire.sent()).isEmpty();

        assertThat(records.flush(Device.MOST)).isTrue();
        assertThat(wire.sent()).hasSize(1);
        assertThat(somebody.all().values()).containsExactly(fields("n", 2L));
    }

    @Test
    void whatIsKnownOfTheServerDecidesBetweenCreateUpdateAndDelete() {
        somebody.create("old", fields("created_at", null));
        Records<Map<String, @Nullable Object>> records = ready();
        records.put("new", fields("created_at", "2030-01-01"));
        Device.inStep(records);
        records.put("new", fields("created_at", null, "n", 0L));
        records.put("old", fields("n", 0L));
        Device.inStep(records);
        records.delete("old");
        Device.inStep(records);

        assertThat(wire.sent().stream().map(Write::getClass))
                .containsExactlyInAnyOrder(Create.class, Update.class, Update.class, Delete.class)
                .startsWith(Create.class)
                .endsWith(Delete.class);
    }

    @Test
    void anyTextIsAnId() {
        Records<Map<String, @Nullable Object>> records = ready();
        List<String> ids = List.of("0", "a/b", "..", "%2F", "é 😀");
        ids.forEach(id -> records.put(id, fields("n", 0L)));
        Device.inStep(records);

        assertThat(somebody.all().keySet()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void newRecordThatIsDeletedBeforeItWasSentNeverTravels() {
        somebody.create("old", fields("title", "old"));
        Records<Map<String, @Nullable Object>> records = ready();
        records.gate(false);
        records.put("new", fields("title", "new"));
        records.patch("old", fields("title", "edited"));
        records.delete("new");
        records.delete("old");
        records.gate(true);
        Device.inStep(records);

        assertThat(wire.sent()).singleElement().isInstanceOf(Delete.class);
        assertThat(somebody.titles()).isEmpty();
    }

    @Test
    void editMadeWhileTheCreateTravelsFollowsIt() throws Exception {
        Records<Map<String, @Nullable Object>> records = ready();
        network.reset();
        network.arm(On.nextWrite(), Fault.delay());
        records.put("r1", fields("n", 1L));
        assertThat(network.awaitRequests(1, Device.MOST)).isTrue();
        records.patch("r1", fields("n", 2L));
        records.patch("r1", fields("m", 3L));
        network.clear();

        Device.inStep(records);
        assertThat(wire.sent().stream().map(Write::getClass)).containsExactly(Create.class, Update.class);
        assertThat(somebody.all().values()).containsExactly(fields("n", 2L, "m", 3L));
    }

    @Test
    void createThatFailedGoesAgainWithTheNewestValue() throws Exception {
        Duration hour = Duration.ofHours(1);
        Records<Map<String, @Nullable Object>> records =
                builder().retry(Retry.forever().waits(hour, hour)).open();
        Device.inStep(records);
        network.arm(On.everyWrite(), Fault.resetBefore());
        records.put("r1", fields("n", 1L));
        device.failure();
        records.patch("r1", fields("n", 2L));
        network.clear();

        Device.inStep(records);
        assertThat(somebody.all().values()).containsExactly(fields("n", 2L));
        assertThat(wire.sent()).hasOnlyElementsOfType(Create.class);
        assertThat(wire.sent().get(wire.sent().size() - 1))
                .isInstanceOfSatisfying(
                        Create.class, create -> assertThat(create.fields()).isEqualTo(fields("n", 2L)));
    }

    @Test
    void recordThatAppearedAtTheBackendMeanwhileIsUpdated() {
        Records<Map<String, @Nullable Object>> records = ready();
        records.gate(false);
        records.put("r1", fields("mine", true));
        somebody.create("r1", fields("title", "theirs"));
        records.gate(true);

        Device.inStep(records);
        assertThat(somebody.all().values()).containsExactly(fields("title", "theirs", "mine", true));
    }

    @Test
    void whatTheBackendChangesInAWriteIsSeen() {
        Records<Map<String, @Nullable Object>> records = ready();
        records.put("r1", fields("title", "one"));
        Device.inStep(records);
        somebody.update("one", fields("stamp", "by the server"));
        records.gate(false);
        records.patch("r1", fields("title", "uno"));
        records.gate(true);

        assertThat(records.awaitPushed("r1", Device.MOST)).isTrue();
        assertThat(records.get("r1")).contains(fields("title", "uno", "stamp", "by the server"));
    }

    @Test
    void whatTheServerMakesOfAWriteIsSeenByItsAnswerAlone() throws Exception {
        Records<Map<String, @Nullable Object>> records = device.open("things", new Tidy(backend.client(network)));
        Device.inStep(records);
        network.reset();
        network.arm(On.nextWrite(), Fault.delay());
        records.put("r1", fields("title", " one ", "n", 1L));
        assertThat(network.awaitRequests(1, Device.MOST)).isTrue();
        records.patch("r1", fields("n", 2L));
        network.clear();

        assertThat(records.awaitPushed("r1", Device.MOST)).isTrue();
        assertThat(records.get("r1")).contains(fields("title", "one", "n", 2L, "stamp", Tidy.STAMP));
        records.patch("r1", fields("title", " uno "));
        assertThat(records.awaitPushed("r1", Device.MOST)).isTrue();
        assertThat(records.get("r1")).contains(fields("title", "uno", "n", 2L, "stamp", Tidy.STAMP));
    }

    @Test
    void refusedWriteIsSentOnceAndTheOthersAreNotSentAgain() throws Exception {
        Records<Map<String, @Nullable Object>> records = ready();
        records.put("bad", fields("title", "poison"));
        device.failure();
        records.put("good", fields("title", "good"));
        Device.inStep(records);
        Device.inStep(records);

        assertThat(wire.sent().stream().map(Write::id)).containsExactly("bad", "good");
        assertThat(records.get("bad")).isEmpty();
        records.discard(records.deadLetters(0, 10).get(0).number());
        assertThat(records.status().settled()).isTrue();
    }

    @Test
    void retriesThatAreCountedEndInADeadLetterAndAreTold() throws Exception {
        Records<Map<String, @Nullable Object>> records = builder()
                .retry(Retry.forever()
                        .waits(Duration.ofMillis(1), Duration.ofMillis(1))
                        .times(2))
                .open();
        Device.inStep(records);
        network.arm(On.everyWrite(), Fault.resetBefore());
        records.put("r1", fields("title", "one"));

        while (records.status().deadLetters() == 0) {
            device.failure();
        }
        assertThat(records.deadLetters(0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.EXHAUSTED));
        assertThat(records.status().pending()).isZero();
    }

    @Test
    void waitsDoubleUpToTheLongestAndAreSpread() {
        Retry retry = Retry.forever().waits(Duration.ofSeconds(1), Duration.ofSeconds(60));

        assertThat(retry.after(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(retry.after(3, 1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(retry.after(3, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(retry.after(100, 1)).isEqualTo(Duration.ofSeconds(60));
        assertThat(Retry.forever().isOver(1_000_000)).isFalse();
    }

    @Test
    void observerSeesAnOwnEditOnceAndItsEchoNever() throws Exception {
        Records<Map<String, @Nullable Object>> records = ready();
        BlockingQueue<RecordChange<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();
        Subscription watching = records.observe(seen::addAll);
        try {
            records.put("r1", fields("title", "one"));
            Device.inStep(records);
            Device.inStep(records);
            records.put("r2", fields("title", "two"));

            assertThat(seen.poll(20, TimeUnit.SECONDS))
                    .extracting(RecordChange::id)
                    .isEqualTo("r1");
            assertThat(seen.poll(20, TimeUnit.SECONDS))
                    .extracting(RecordChange::id)
                    .isEqualTo("r2");
        } finally {
            watching.close();
        }
    }

    @Test
    void writesTravelWhenNobodyObserves() {
        Records<Map<String, @Nullable Object>> records = ready();
        records.put("r1", fields("title", "one"));

        assertThat(records.awaitPushed("r1", Device.MOST)).isTrue();
        assertThat(somebody.titles()).containsExactly("one");
    }

    private RecordsBuilder<Map<String, @Nullable Object>> builder() {
        return device.builder("things", wire);
    }

    private Records<Map<String, @Nullable Object>> offline() {
        return builder().manual().open();
    }

    private Records<Map<String, @Nullable Object>> ready() {
        Records<Map<String, @Nullable Object>> records = builder().open();
        Device.inStep(records);
        return records;
    }
}
