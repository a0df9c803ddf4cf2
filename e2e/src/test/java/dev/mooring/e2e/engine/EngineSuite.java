package dev.mooring.e2e.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Merge;
import dev.mooring.Records;
import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.On;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the engine promises, on one kind of backend. */
abstract class EngineSuite extends EngineBench {

    private static final Duration MOST = Device.MOST;

    @Test
    void twoDevicesConverge() {
        Records<Map<String, @Nullable Object>> a = ready(device());
        Records<Map<String, @Nullable Object>> b = ready(device());
        a.put("r1", fields("title", "one", "done", false));
        a.put("r2", fields("title", "two", "done", false));
        Device.inStep(a);
        Device.inStep(b);

        b.patch(Device.id(b, "one"), fields("title", "uno"));
        b.delete(Device.id(b, "two"));
        a.put("r3", fields("title", "three", "n", 3L));

        everybodyInStep(b, a);
        assertThat(somebody.titles()).containsExactly("three", "uno");
    }

    @Test
    void editsMadeOfflineArriveWhenThereIsANetwork() {
        somebody.create("old", fields("title", "old"));
        somebody.create("doomed", fields("title", "doomed"));
        Records<Map<String, @Nullable Object>> records = ready(device());
        records.gate(false);
        records.put("r1", fields("title", "one"));
        records.put("r2", fields("title", "two"));
        records.patch("r1", fields("n", 1L));
        records.delete("r2");
        records.patch(Device.id(records, "old"), fields("title", "older"));
        records.delete(Device.id(records, "doomed"));
        assertThat(records.status().pending()).isEqualTo(3);
        site.faults().arm(On.every(), Fault.resetBefore());
        records.gate(true);
        assertThat(records.flush(MOST)).isFalse();
        assertThat(somebody.titles()).containsExactly("doomed", "old");

        site.faults().clear();
        records.wakeUp();

        decideDoubts(records);
        everybodyInStep(records);
        assertThat(somebody.titles()).containsExactly("older", "one");
    }

    @Test
    void lostAnswerOfACreateMakesOneRecord() throws Exception {
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        site.faults().arm(On.everyWrite(), Fault.loseAnswer());
        records.put("r1", fields("title", "one"));
        device.failure();

        site.faults().clear();

        decideDoubts(records);
        everybodyInStep(records);
        assertThat(somebody.titles()).containsExactly("one");
    }

    /** Where nobody can tell whether a create arrived, the application is asked: it looks, and says so. */
    private void decideDoubts(Records<Map<String, @Nullable Object>> records) {
        boolean inStep = records.sync(MOST);
        for (int tries = 0; !inStep && tries < 10; tries++) {
            for (PendingWrite write : records.pendingWrites(0, 10)) {
                if (write.status() == PendingWrite.Status.IN_DOUBT) {
                    assertThat(claims().replay()).isEqualTo(Replay.NOTHING);
                    boolean arrived = somebody.titles()
                            .contains(String.valueOf(write.intent().fields().get("title")));
                    assertThat(arrived ? records.settle(write.id()) : records.resend(write.id()))
                            .isTrue();
                }
            }
            inStep = records.sync(MOST);
        }
    }

    @Test
    void lostAnswerOfAnUpdateChangesOnce() throws Exception {
        somebody.create("r1", fields("title", "one", "n", 1L));
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        site.faults().arm(On.everyWrite(), Fault.loseAnswer());
        records.patch(Device.id(records, "one"), fields("n", 2L));
        device.failure();

        site.faults().clear();

        everybodyInStep(records);
        assertThat(somebody.all().values()).containsExactly(fields("title", "one", "n", 2L));
        assertThat(records.status().deadLetters()).isZero();
    }

    @Test
    void editMadeAfterALostAnswerArrivesToo() throws Exception {
        somebody.create("r1", fields("title", "one", "n", 1L));
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        String id = Device.id(records, "one");
        site.faults().arm(On.everyWrite(), Fault.loseAnswer());
        records.patch(id, fields("n", 2L));
        device.failure();
        records.gate(false);
        records.patch(id, fields("n", 3L));

        site.faults().clear();
        records.gate(true);

        everybodyInStep(records);
        assertThat(somebody.all().values()).containsExactly(fields("title", "one", "n", 3L));
        assertThat(records.status().deadLetters()).isZero();
    }

    @Test
    void lostUpdateIsNotMadeAgainOverALaterOne() throws Exception {
        assume(
                claims().replay().keepsKeys(),
                "without stored write keys a lost update cannot be told from one that somebody overwrote");
        somebody.create("r1", fields("title", "one", "n", 1L));
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        site.faults().arm(On.everyWrite(), Fault.loseAnswer());
        records.patch(Device.id(records, "one"), fields("n", 2L));
        device.failure();
        records.gate(false);

        somebody.update("one", fields("n", 3L));
        site.faults().clear();
        records.gate(true);

        everybodyInStep(records);
        assertThat(somebody.all().values()).containsExactly(fields("title", "one", "n", 3L));
    }

    @Test
    void lostAnswerOfADeleteDeletesOnce() throws Exception {
        somebody.create("r1", fields("title", "one"));
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        site.faults().arm(On.everyWrite(), Fault.loseAnswer());
        records.delete(Device.id(records, "one"));
        device.failure();

        site.faults().clear();

        everybodyInStep(records);
        assertThat(somebody.titles()).isEmpty();
        assertThat(records.status().deadLetters()).isZero();
    }

    @Test
    void connectionsThatBreakBeforeAndAfterTheServerActedCostNothing() {
        somebody.create("r1", fields("title", "one", "n", 1L));
        somebody.create("r2", fields("title", "two", "n", 1L));
        Records<Map<String, @Nullable Object>> records = ready(device());
        site.faults().arm(On.nextWrite(), Fault.resetBefore(), Fault.resetAfter(), Fault.resetBefore());

        records.patch(Device.id(records, "one"), fields("n", 2L));
        records.patch(Device.id(records, "two"), fields("n", 2L));
        records.patch(Device.id(records, "two"), fields("n", 3L));

        everybodyInStep(records);
        assertThat(somebody.all().values())
                .containsExactlyInAnyOrder(fields("title", "one", "n", 2L), fields("title", "two", "n", 3L));
    }

    @Test
    void pagesThatStopInTheMiddleAreReadAgain() throws Exception {
        assumeFault(Fault.truncate());
        for (int i = 0; i < 25; i++) {
            somebody.create("r" + i, fields("title", "t" + i));
        }
        Device device = device();
        site.faults().arm(On.nextRead(), Fault.truncate(), Fault.truncate());

        Records<Map<String, @Nullable Object>> records = open(device);
        device.failure();

        everybodyInStep(records);
        assertThat(records.status().loaded()).isTrue();
    }

    @Test
    void withoutATokenNothingIsDroppedAndANewOneEndsThePause() throws Exception {
        somebody.create("r1", fields("title", "one", "n", 1L));
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        site.lockOut();
        records.patch(Device.id(records, "one"), fields("n", 2L));
        device.failure();
        assertThat(records.pendingWrites(0, 10))
                .singleElement()
                .satisfies(write -> assertThat(write.delivery().attempts()).isZero());
        assertThat(records.status().problem()).isPresent();

        site.admit();
        records.wakeUp();

        everybodyInStep(records);
        assertThat(somebody.all().values()).containsExactly(fields("title", "one", "n", 2L));
        assertThat(records.status().settled()).isTrue();
    }

    @Test
    void pauseThatTheServerAsksForIsKeptThroughARestart() throws Exception {
        Fault busy = Fault.status(503).retryAfter("3000");
        assumeFault(busy);
        somebody.create("r1", fields("title", "one", "n", 1L));
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        site.faults().arm(On.nextWrite(), busy);
        Instant before = Instant.now();
        records.patch(Device.id(records, "one"), fields("n", 2L));
        device.failure();

        device.restart();
        records = open(device);

        assertThat(records.flush(MOST)).isFalse();
        assertThat(records.pendingWrites(0, 10))
                .singleElement()
                .satisfies(write -> assertThat(write.delivery().due()).isAfter(before.plusSeconds(2_000)));
        assertThat(somebody.all().values()).containsExactly(fields("title", "one", "n", 1L));
    }

    @Test
    void refusedWriteIsADeadLetterThatCanBeMended() throws Exception {
        somebody.create("r1", fields("title", "one"));
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        String id = Device.id(records, "one");
        site.faults().arm(On.nextWrite(), Fault.status(422));
        records.patch(id, fields("title", "refused"));
        device.failure();
        assertThat(records.get(id)).contains(fields("title", "one"));
        assertThat(records.status().pending()).isZero();

        DeadLetter letter = records.deadLetters(0, 10).get(0);
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.REFUSED);
        records.requeue(letter.number(), fields("title", "mended"));

        everybodyInStep(records);
        assertThat(somebody.titles()).containsExactly("mended");
        assertThat(records.status().settled()).isTrue();
    }

    @Test
    void editsOfDifferentFieldsAreMerged() {
        somebody.create("r1", fields("title", "one", "n", 1L));
        Records<Map<String, @Nullable Object>> a = ready(device());
        Records<Map<String, @Nullable Object>> b = ready(device());
        a.gate(false);
        b.gate(false);
        a.patch(Device.id(a, "one"), fields("title", "uno"));
        b.patch(Device.id(b, "one"), fields("n", 2L));
        a.gate(true);
        Device.inStep(a);
        b.gate(true);

        everybodyInStep(b, a);
        assertThat(somebody.all().values()).containsExactly(fields("title", "uno", "n", 2L));
    }

    @Test
    void editsOfOneFieldAreResolvedByThePolicy() {
        somebody.create("r1", fields("title", "one"));
        somebody.create("r2", fields("title", "two"));
        Records<Map<String, @Nullable Object>> a = ready(device());
        Records<Map<String, @Nullable Object>> b = ready(device());
        Records<Map<String, @Nullable Object>> yielding = device().open(collection, client(), Merge.theirs());
        Device.inStep(yielding);
        String one = Device.id(a, "one");
        String two = Device.id(a, "two");
        b.gate(false);
        yielding.gate(false);
        a.patch(one, fields("title", "from a"));
        a.patch(two, fields("title", "from a too"));
        b.patch(one, fields("title", "from b"));
        yielding.patch(two, fields("title", "from the one that yields"));
        Device.inStep(a);
        b.gate(true);
        yielding.gate(true);

        everybodyInStep(b, yielding, a);
        assertThat(somebody.titles()).containsExactly("from a too", "from b");
        assertThat(yielding.status().deadLetters()).isZero();
    }

    @Test
    void deleteWinsOverAnEditAndTheEditIsKept() {
        somebody.create("r1", fields("title", "one"));
        somebody.create("r2", fields("title", "two"));
        Records<Map<String, @Nullable Object>> a = ready(device());
        Records<Map<String, @Nullable Object>> b = ready(device());
        b.gate(false);
        b.patch(Device.id(b, "one"), fields("title", "edited"));
        a.delete(Device.id(a, "one"));
        Device.inStep(a);

        b.gate(true);

        everybodyInStep(b, a);
        assertThat(somebody.titles()).containsExactly("two");
        assertThat(b.deadLetters(0, 10)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.CONFLICT);
            assertThat(letter.write().intent().fields()).containsEntry("title", "edited");
        });
    }

    @Test
    void recordThatRefersToAnotherGetsItsFinalId() {
        Device device = device();
        String lists = collection + "lists";
        Records<Map<String, @Nullable Object>> parents = device.open(lists, site.client(lists));
        Records<Map<String, @Nullable Object>> children =
                device.builder(collection, client()).reference("list", lists).open();
        parents.gate(false);
        children.gate(false);
        parents.put("temporary", fields("title", "list"));
        children.put("child", fields("title", "child", "list", "temporary"));

        children.gate(true);
        parents.gate(true);
        Device.inStep(parents);

        everybodyInStep(children);
        String id = new Somebody(site.direct(lists)).all().keySet().iterator().next();
        assertThat(somebody.all().values())
                .singleElement()
                .satisfies(
                        fields -> assertThat(String.valueOf(fields.get("list"))).isEqualTo(id));
        assertThat(Device.view(parents)).containsOnlyKeys(id);
    }

    @Test
    void manyCreatesMadeOfflineArriveInBatches() {
        Picky counting = new Picky(client());
        boolean batches = counting.capability(BatchWrites.class).isPresent();
        int many = batches ? 500 : 50;
        Records<Map<String, @Nullable Object>> records =
                device().builder(collection, counting).manual().open();
        Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
        for (int i = 0; i < many; i++) {
            all.put("r" + i, fields("title", String.format("t%03d", i)));
        }
        records.putAll(all);
        assertThat(records.status().pending()).isEqualTo(many);

        records.gate(true);

        everybodyInStep(records);
        assertThat(somebody.titles()).doesNotHaveDuplicates().hasSize(many);
        assertThat(counting.calls()).isLessThanOrEqualTo(batches ? many / claims().largestBatch() + 20 : many);
    }

    @Test
    void killedInTheMiddleNothingIsLostAndNothingDoubled() throws Exception {
        assume(
                claims().replay() != Replay.NOTHING,
                "a create whose answer died with the process waits in doubt where nobody can tell; see the lost answers");
        Device device = device();
        Records<Map<String, @Nullable Object>> records = ready(device);
        List<String> titles = new ArrayList<>();
        records.gate(false);
        for (int i = 10; i < 40; i++) {
            records.put("r" + i, fields("title", "t" + i));
            titles.add("t" + i);
        }
        site.faults().reset();
        site.faults().arm(On.everyWrite(), Fault.delay());
        records.gate(true);
        assertThat(site.faults().awaitRequests(1, MOST)).isTrue();

        device.restart();
        site.faults().clear();

        everybodyInStep(open(device));
        assertThat(somebody.titles()).containsExactlyElementsOf(titles);
    }

    @Test
    void onePoisonedWriteAmongFiftyIsTheOnlyOneGivenUp() {
        Picky picky = new Picky(client());
        Records<Map<String, @Nullable Object>> records =
                device().builder(collection, picky).manual().open();
        for (int i = 0; i < 50; i++) {
            records.put("r" + i, fields("title", i == 31 ? "poison" : "t" + i));
        }

        records.gate(true);

        everybodyInStep(records);
        assertThat(somebody.titles()).hasSize(49).doesNotContain("poison");
        assertThat(records.deadLetters(0, 10)).hasSize(1);
        assertThat(records.get("r31")).isEmpty();
        if (picky.capability(BatchWrites.class).isPresent()) {
            assertThat(picky.calls()).as("a bisect, not one by one").isLessThan(40);
        }
    }

    @Test
    void hintsBringChangesWithoutWaiting() throws Exception {
        assume(client().capability(LiveChanges.class).isPresent(), "this backend gives no hints");
        Records<Map<String, @Nullable Object>> records = ready(device());
        CountDownLatch seen = new CountDownLatch(1);

        try (var watching = records.observe(changes -> changes.stream()
                .filter(change -> change.value().map(fields -> fields.get("title")).stream()
                        .anyMatch("fresh"::equals))
                .forEach(change -> seen.countDown()))) {
            somebody.create("r1", fields("title", "fresh"));

            assertThat(seen.await(MOST.toSeconds(), TimeUnit.SECONDS))
                    .as("seen by " + watching)
                    .isTrue();
        }
    }

    @Test
    void waitingEndsWhateverHappens() {
        somebody.create("r1", fields("title", "one", "n", 1L));
        Records<Map<String, @Nullable Object>> records = ready(device());
        String id = Device.id(records, "one");
        site.faults().arm(On.every(), Fault.resetBefore());
        records.patch(id, fields("n", 2L));

        assertThat(records.flush(MOST)).isFalse();
        assertThat(records.awaitPushed(id, Duration.ofMillis(1))).isFalse();
        site.faults().clear();

        assertThat(records.awaitPushed(id, MOST)).isTrue();
        assertThat(records.flush(MOST)).isTrue();
        everybodyInStep(records);
        assertThat(records.status().settled()).isTrue();
    }
}
