package dev.mooring.contract;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.On;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group BATCH: many writes in one call, each with an outcome of its own. */
abstract class BatchRules extends Rules {

    private static final int MOST = 1000;

    BatchRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "BATCH-1", needs = Claim.BATCH, when = "largestBatch is at least 4")
    @DisplayName("a batch answers one outcome per write, in the order of the writes")
    void outcomesComeInOrder() {
        batchesOfFourOnly();
        Peer writer = client();
        Document first = writer.make(1);
        Document second = writer.make(2);
        List<Write> writes = List.of(
                writer.creation(3),
                Update.of(writer.key(), second, patch(5)),
                writer.creation(4),
                Delete.of(writer.key(), first));

        List<Outcome> outcomes = send(writer, writes);

        // that each outcome speaks of its write's record is seen by whoever watches the adapter
        Check.same(writes.size(), outcomes.size(), "outcomes of a batch of " + writes.size());
        outcomes.forEach(outcome -> Check.applied(outcome, "a write of a batch"));
        List<Boolean> living = outcomes.stream().map(BatchRules::tellsOfARecord).toList();
        Check.that(
                living.get(0) && living.get(1) && living.get(2),
                "the first three outcomes of a batch",
                "records that exist",
                outcomes);
    }

    @Test
    @ContractRule(value = "BATCH-2", needs = Claim.BATCH)
    @DisplayName("every write of a batch has its effect")
    void everyWriteHasItsEffect() {
        Peer writer = client();
        int size = Math.min(20, writer.guarantees().largestBatch());
        List<Write> writes = creations(writer, 1, size);

        send(writer, writes).forEach(outcome -> Check.applied(outcome, "a create of a batch of " + size));

        mustHold(size, "a batch of " + size + " creates");
    }

    @Test
    @ContractRule(value = "BATCH-3", needs = Claim.BATCH, when = "largestBatch is at least 4")
    @DisplayName("creates, updates and deletes may be mixed")
    void verbsMayBeMixed() {
        batchesOfFourOnly();
        Peer writer = client();
        Document changed = writer.make(1);
        Document deleted = writer.make(2);
        Create create = writer.creation(3);

        List<Outcome> outcomes = send(
                writer, List.of(Update.of(writer.key(), changed, patch(9)), Delete.of(writer.key(), deleted), create));

        outcomes.forEach(outcome -> Check.applied(outcome, "a write of a mixed batch"));
        Document made = writer.madeBy(create, Check.applied(outcomes.get(2), "create in a mixed batch"));
        client().mustSee(changed.id(), fields(1, patch(9)), "update in a mixed batch");
        client().mustNotSee(deleted.id(), "delete in a mixed batch");
        client().mustSee(made.id(), fields(3), "create in a mixed batch");
    }

    @Test
    @ContractRule(value = "BATCH-4", needs = Claim.BATCH, when = "largestBatch is at least 4")
    @DisplayName("a write that cannot be applied fails alone, and says so by its own outcome")
    void conflictFailsAlone() {
        batchesOfFourOnly();
        Peer writer = client();
        Document gone = writer.make(1);
        writer.remove(gone);
        List<Write> writes = List.of(writer.creation(2), Update.of(writer.key(), gone, patch(9)), writer.creation(3));

        List<Outcome> outcomes = send(writer, writes);

        Check.applied(outcomes.get(0), "the write before one that conflicts");
        Check.gone(outcomes.get(1), "update of a deleted record in a batch");
        Check.applied(outcomes.get(2), "the write after one that conflicts");
        Check.same(2, client().all().size(), "records after a batch of two creates and a conflict");
    }

    @Test
    @ContractRule(value = "BATCH-5", needs = Claim.BATCH)
    @DisplayName("a batch that is rejected was not taken, not even in part")
    void rejectedMeansNothingWasTaken() {
        Peer writer = client();
        int size = writer.guarantees().largestBatch() + 1;
        skipUnless(size <= MOST + 1, "largestBatch is above " + MOST);
        List<Write> writes = creations(writer, 1, size);

        try {
            send(writer, writes).forEach(outcome -> Check.applied(outcome, "a create of a batch of " + size));
        } catch (Rejected rejected) {
            Check.same(Map.of(), client().all(), "records after a batch that was rejected with " + rejected.problem());
            return;
        }
        mustHold(size, "a batch of more than largestBatch, which was taken");
    }

    @Test
    @ContractRule(value = "BATCH-6", needs = Claim.BATCH, when = "by its guarantees a create cannot double")
    @DisplayName("a batch that is sent again has no second effect")
    void replayedBatchHasOneEffect() {
        safeCreatesOnly();
        Peer writer = client();
        int size = Math.min(10, writer.guarantees().largestBatch());
        List<Write> writes = creations(writer, 1, size);
        send(writer, writes);

        List<Write> again = writes.stream().map(Write::again).toList();
        List<Outcome> outcomes = settled(again, send(writer, again));

        outcomes.forEach(outcome -> Check.applied(outcome, "a create of a batch that was sent again"));
        mustHold(size, "a batch of " + size + " creates, sent twice");
    }

    @Test
    @ContractRule(
            value = "BATCH-7",
            needs = Claim.BATCH,
            when = "by its guarantees a create cannot double",
            hook = "faults()")
    @DisplayName("a batch whose answer is lost says that it may have been applied, and can be sent again")
    void lostAnswerOfABatch() {
        safeCreatesOnly();
        Faults faults = contract().faults().orElseGet(() -> skip("the fixture has no faults()"));
        Peer writer = client();
        int size = Math.min(10, writer.guarantees().largestBatch());
        List<Write> writes = creations(writer, 1, size);
        skipUnless(
                faults.supports(Fault.loseAnswer()), "faults in the form " + faults.form() + " cannot lose an answer");
        faults.arm(On.everyWrite(), Fault.loseAnswer());

        TemporaryFailure failure =
                Check.thrown(TemporaryFailure.class, "a batch whose answer is lost", () -> send(writer, writes));
        Check.that(failure.maybeApplied(), "a batch whose answer is lost", "maybeApplied", failure);
        faults.clear();
        List<Write> again = writes.stream().map(Write::again).toList();
        settled(again, send(writer, again)).forEach(outcome -> Check.applied(outcome, "a create sent again"));

        mustHold(size, "a batch of " + size + " creates whose first answer was lost");
    }

    @Test
    @ContractRule(value = "BATCH-8", needs = Claim.BATCH)
    @DisplayName("a batch of the claimed size is taken")
    void largestBatchIsTaken() {
        Peer writer = client();
        int size = Math.min(MOST, writer.guarantees().largestBatch());
        List<Write> writes = creations(writer, 1, size);

        send(writer, writes).forEach(outcome -> Check.applied(outcome, "a create of a batch of " + size));

        mustHold(size, "a batch of " + size + " creates");
    }

    @Test
    @ContractRule(value = "BATCH-9", needs = Claim.BATCH)
    @DisplayName("ids and values are as safe in a batch as alone")
    void hostileIdsInABatch() {
        Peer writer = client();
        skipUnless(writer.guarantees().ids().clientMade(), "the backend makes the ids");
        String own = id(1);
        List<String> ids = Stream.of("/x", ",x", "\"", "'", "%2F", "\uD83D\uDE00", "\n", "")
                .map(suffix -> own + suffix)
                .filter(id -> writer.guarantees().ids().accepts(id))
                .limit(writer.guarantees().largestBatch())
                .toList();
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            writes.add(Create.of(writer.key(), ids.get(i), fields(i + 1)));
        }

        send(writer, writes).forEach(outcome -> Check.applied(outcome, "a create with a hostile id in a batch"));

        Map<String, Document> seen = client().all();
        Check.same(new TreeSet<>(ids), new TreeSet<>(seen.keySet()), "ids after a batch of creates");
        for (int i = 0; i < ids.size(); i++) {
            Check.same(
                    fields(i + 1),
                    writer.own(Check.seen(seen, ids.get(i), "a batch of creates")),
                    "'" + ids.get(i) + "' after a batch of creates");
        }
    }

    private void batchesOfFourOnly() {
        skipUnless(
                guarantees().largestBatch() >= 4,
                "largestBatch is " + guarantees().largestBatch());
    }

    private static List<Outcome> send(Peer writer, List<Write> writes) {
        return writer.adapter().capability(BatchWrites.class).orElseThrow().write(writes);
    }

    private static List<Write> creations(Peer writer, int from, int count) {
        return IntStream.range(from, from + count)
                .<Write>mapToObj(writer::creation)
                .toList();
    }

    private List<Outcome> settled(List<Write> writes, List<Outcome> outcomes) {
        boolean randomIds = guarantees().ids().clientMade();
        return IntStream.range(0, writes.size())
                .mapToObj(i -> Settlement.of(writes.get(i), outcomes.get(i), randomIds))
                .toList();
    }

    private void mustHold(int count, String done) {
        Map<String, Document> seen = client().all();
        Check.same(count, seen.size(), "records after " + done);
        if (guarantees().ids().clientMade()) {
            IntStream.rangeClosed(1, count)
                    .forEach(n -> Check.same(
                            fields(n), client().own(Check.seen(seen, id(n), done)), "'" + id(n) + "' after " + done));
        }
    }

    private static boolean tellsOfARecord(Outcome outcome) {
        return outcome.match(
                applied ->
                        applied.now().isEmpty() || applied.now().get().present().isPresent(),
                conflict -> false,
                refused -> false);
    }
}
