package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirestoreWritesTest {

    private final FirestoreSimulator simulator = FirestoreSimulator.start();
    private final FirestoreBackend backend = FirestoreBackend.builder(simulator.options())
            .collection("keyed", FirestoreCollection.builder().writeKeys("keys").build())
            .bare()
            .build();
    private final SyncAdapter plain = backend.collection("plain");
    private final SyncAdapter keyed = backend.collection("keyed");
    private int keys;

    @AfterEach
    void stop() {
        backend.close();
        simulator.close();
    }

    @Test
    void aCreateWhoseAnswerWasLostIsToldFromAnothersByItsKey() {
        Create mine = create("a", Map.of("n", 1L));
        simulator.loseNext("Commit");

        TemporaryFailure lost = catchThrowableOfType(TemporaryFailure.class, () -> keyed.create(mine));
        keyed.update(Update.unconditional(key("other"), "a", Map.of("n", 2L)));
        Outcome again = keyed.create(mine.again());
        Outcome others = keyed.create(create("a", Map.of("n", 3L)));

        assertThat(lost.maybeApplied()).isTrue();
        assertThat(applied(again).fields()).containsEntry("n", 2L);
        assertThat(others).isInstanceOf(Outcome.Conflict.class);
    }

    @Test
    void aCreateWhoseAnswerWasLostIsSettledByItsContentsWhereNoKeysAreKept() {
        Create mine = create("a", Map.of("n", 1L));
        simulator.loseNext("Commit");

        assertThat(catchThrowableOfType(TemporaryFailure.class, () -> plain.create(mine)))
                .isNotNull();
        Outcome again = plain.create(mine.again());

        assertThat(again).isInstanceOf(Outcome.Conflict.class);
        assertThat(Settlement.of(mine.again(), again)).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void anUpdateWhoseAnswerWasLostIsNotMadeTwice() {
        Document base = applied(keyed.create(create("a", Map.of("n", 1L))));
        Update mine = Update.of(key("d"), base, Map.of("n", 2L));
        simulator.loseNext("Commit");

        assertThat(catchThrowableOfType(TemporaryFailure.class, () -> keyed.update(mine)))
                .isNotNull();
        keyed.update(Update.unconditional(key("other"), "a", Map.of("n", 3L)));
        Document again = applied(keyed.update(mine.again()));

        assertThat(again.fields()).containsEntry("n", 3L);
    }

    @Test
    void anUpdateOnAKnownStateCostsOneCallAndReadsNothing() {
        Document base = applied(plain.create(create("a", Map.of("n", 1L))));
        simulator.reset();

        Document now = applied(plain.update(Update.of(key("d"), base, Map.of("n", 2L))));

        assertThat(simulator.calls("Commit")).isEqualTo(1);
        assertThat(simulator.calls("BatchGetDocuments")).isZero();
        assertThat(plain.update(Update.of(key("d"), now, Map.of("n", 3L)))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void fiveHundredWritesGoInOneCommit() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            writes.add(create("r" + i, Map.of("n", (long) i)));
        }

        List<Outcome> outcomes = ((BatchWrites) plain).write(writes);

        assertThat(outcomes).hasSize(500).allMatch(Outcome.Applied.class::isInstance);
        assertThat(simulator.calls("Commit")).isEqualTo(1);
    }

    @Test
    void eachWriteOfABatchHasItsOwnOutcome() {
        Document stale = applied(plain.create(create("stale", Map.of("n", 1L))));
        plain.update(Update.of(key("d"), stale, Map.of("n", 2L)));
        plain.create(create("taken", Map.of("n", 7L)));

        List<Outcome> outcomes = ((BatchWrites) plain)
                .write(List.of(
                        create("new", Map.of("n", 1L)),
                        create("taken", Map.of("n", 8L)),
                        Update.of(key("d"), stale, Map.of("n", 3L)),
                        Delete.unconditional(key("d"), "absent"),
                        create("large", Map.of("text", "x".repeat(1_100_000))),
                        create("__bad__", Map.of())));

        assertThat(outcomes.stream().map(outcome -> outcome.getClass().getSimpleName()))
                .containsExactly("Applied", "Conflict", "Conflict", "Applied", "Refused", "Refused");
        assertThat(simulator.stored("plain/new")).isPresent();
        assertThat(simulator.stored("plain/large")).isEmpty();
    }

    @Test
    void aBatchOfOneThatIsInConflictIsCommittedOnce() {
        plain.create(create("taken", Map.of("n", 7L)));
        simulator.reset();

        assertThat(((BatchWrites) plain).write(List.of(create("taken", Map.of("n", 8L)))))
                .singleElement()
                .isInstanceOf(Outcome.Conflict.class);

        assertThat(simulator.calls("Commit")).isEqualTo(1);
    }

    /** One commit for all, one for each when that is refused, and no more. */
    @Test
    void whatIsInTheWayOfABatchCostsOneCommitEach() {
        plain.create(create("taken", Map.of("n", 7L)));
        simulator.reset();

        List<Outcome> outcomes = ((BatchWrites) plain)
                .write(List.of(create("a", Map.of()), create("taken", Map.of("n", 8L)), create("b", Map.of())));

        assertThat(outcomes.stream().map(outcome -> outcome.getClass().getSimpleName()))
                .containsExactly("Applied", "Conflict", "Applied");
        assertThat(simulator.calls("Commit")).isEqualTo(4);
    }

    @Test
    void aFailureBehindAPartOfABatchLeavesAllInDoubt() {
        plain.create(create("taken", Map.of("n", 7L)));
        simulator.failNext("BatchGetDocuments", Status.UNAVAILABLE);

        TemporaryFailure failure = catchThrowableOfType(
                TemporaryFailure.class,
                () -> ((BatchWrites) plain)
                        .write(List.of(create("new", Map.of("n", 1L)), create("taken", Map.of("n", 8L)))));

        assertThat(failure.maybeApplied()).isTrue();
    }

    @Test
    void aRevivedDocumentKeepsNothingOfItsOldLife() {
        Document first = applied(plain.create(create("a", Map.of("old", 1L, "both", 1L))));
        Outcome.Applied gone = (Outcome.Applied) plain.delete(Delete.of(key("d"), first));
        Create revival = create("a", Map.of("both", 2L))
                .over(gone.now().flatMap(Change::version).orElseThrow());

        assertThat(applied(plain.create(revival)).fields()).isEqualTo(Map.of("both", 2L));

        assertThat(simulator.stored("plain/a").orElseThrow()).doesNotContainKey("old");
    }

    @Test
    void aFieldWithDotsAndQuotesIsOneField() {
        Map<String, Object> odd = Map.of("a.b", 1L, "c`d", 2L, "e\\f", 3L, "*", 4L);
        Document made = applied(plain.create(create("a", odd)));

        plain.update(Update.of(key("d"), made, Map.of("a.b", 5L, "c`d", 6L)));

        assertThat(simulator.stored("plain/a").orElseThrow())
                .containsEntry("a.b", TestValues.of(5L))
                .containsEntry("c`d", TestValues.of(6L))
                .containsEntry("e\\f", TestValues.of(3L));
    }

    private Create create(String id, Map<String, Object> fields) {
        return Create.of(key("d"), id, fields);
    }

    private WriteKey key(String device) {
        return WriteKey.of(device, ++keys);
    }

    private static Document applied(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        return ((Outcome.Applied) outcome).now().flatMap(Change::present).orElseThrow();
    }
}
