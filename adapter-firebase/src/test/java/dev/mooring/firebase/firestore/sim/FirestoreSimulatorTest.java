package dev.mooring.firebase.firestore.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.BulkWriter;
import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreException;
import com.google.cloud.firestore.Precondition;
import com.google.cloud.firestore.WriteBatch;
import com.google.firestore.v1.Value;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator through the SDK's own client. Each test quotes what the documentation or the emulator says. */
class FirestoreSimulatorTest {

    private final FirestoreSimulator simulator = FirestoreSimulator.start();
    private final Firestore firestore = simulator.options().getService();
    private final CollectionReference todos = firestore.collection("todos");

    @AfterEach
    void stop() {
        firestore.shutdownNow();
        simulator.close();
    }

    /** "create existing -> ALREADY_EXISTS; update missing -> NOT_FOUND; stale updateTime -> FAILED_PRECONDITION". */
    @Test
    void preconditionsFailByTheirCodes() throws Exception {
        todos.document("a").create(Map.of("n", 1L)).get();
        Timestamp first = todos.document("a").get().get().getUpdateTime();
        todos.document("a").update("n", 2L).get();

        assertThat(code(todos.document("a").create(Map.of("n", 1L)))).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(code(todos.document("b").update("n", 1L))).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(code(todos.document("a").delete(Precondition.updatedAt(first))))
                .isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(todos.document("a").get().get().getLong("n")).isEqualTo(2L);
    }

    /** "delete missing without precondition is OK". */
    @Test
    void whatIsNotThereCanBeDeleted() throws Exception {
        assertThat(todos.document("a").delete().get()).isNotNull();
    }

    /** "serverTimestamp: request time, millisecond precision, the same value for all fields and documents of one commit". */
    @Test
    void serverTimestampsAreMillisecondsBeforeTheCommit() throws Exception {
        todos.document("a").create(Map.of("t", FieldValue.serverTimestamp())).get();

        DocumentSnapshot seen = todos.document("a").get().get();
        Timestamp stamp = seen.getTimestamp("t");
        assertThat(stamp).isNotNull().isLessThanOrEqualTo(seen.getUpdateTime());
        assertThat(stamp.getNanos() % 1_000_000).isZero();
    }

    /** "A write that changes nothing keeps its previous update_time". */
    @Test
    void aWriteThatChangesNothingKeepsTheUpdateTime() throws Exception {
        todos.document("a").create(Map.of("n", 1L)).get();
        Timestamp before = todos.document("a").get().get().getUpdateTime();

        todos.document("a").update("n", 1L).get();

        assertThat(todos.document("a").get().get().getUpdateTime()).isEqualTo(before);
    }

    /** A commit takes all or none; the documentation: "a batch of writes completes atomically". */
    @Test
    void aCommitTakesAllOrNone() throws Exception {
        todos.document("a").create(Map.of("n", 1L)).get();
        WriteBatch batch = firestore.batch();
        batch.set(todos.document("x"), Map.of("n", 1L));
        batch.create(todos.document("a"), Map.of("n", 2L));

        assertThat(code(batch.commit())).isEqualTo(Status.Code.ALREADY_EXISTS);

        assertThat(todos.document("x").get().get().exists()).isFalse();
    }

    /** "ABORTED (contention: retry)": a transaction whose reads were overtaken begins anew, and sees what overtook it. */
    @Test
    void aTransactionThatWasOvertakenIsAbortedAndBeginsAnew() throws Exception {
        todos.document("a").create(Map.of("n", 1L)).get();
        List<Long> seen = new ArrayList<>();

        firestore
                .runTransaction(transaction -> {
                    Long n = Objects.requireNonNull(
                            transaction.get(todos.document("a")).get().getLong("n"));
                    seen.add(n);
                    if (seen.size() == 1) {
                        simulator.put(
                                "todos/a",
                                Map.of(
                                        "n",
                                        Value.newBuilder().setIntegerValue(10).build()));
                    }
                    transaction.update(todos.document("a"), "n", n + 1);
                    return n;
                })
                .get();

        assertThat(seen).containsExactly(1L, 10L);
        assertThat(todos.document("a").get().get().getLong("n")).isEqualTo(11L);
    }

    /** "docs lacking the field are invisible in the ordered query"; ties go by name. */
    @Test
    void anOrderedQueryShowsWhatHasTheField() throws Exception {
        todos.document("b").create(Map.of("n", 1L)).get();
        todos.document("a").create(Map.of("n", 1L)).get();
        todos.document("c").create(Map.of("m", 1L)).get();

        List<String> ids =
                todos
                        .orderBy("n")
                        .orderBy(FieldPath.documentId())
                        .startAfter(1L, "a")
                        .get()
                        .get()
                        .getDocuments()
                        .stream()
                        .map(DocumentSnapshot::getId)
                        .toList();

        assertThat(ids).containsExactly("b");
    }

    /** "not {@code __.*__} (emulator: INVALID_ARGUMENT reserved); no nested arrays directly". */
    @Test
    void reservedNamesAreInvalid() {
        assertThat(code(todos.document("__x__").create(Map.of()))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(code(todos.document("a").create(Map.of("__x__", 1L)))).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    /** BatchWrite is "non-atomic, unordered, per-write status". */
    @Test
    void aBulkWriteHasAStatusForEach() throws Exception {
        todos.document("a").create(Map.of("n", 1L)).get();
        BulkWriter bulk = firestore.bulkWriter();
        bulk.addWriteErrorListener(error -> false);
        Future<?> taken = bulk.create(todos.document("a"), Map.of("n", 2L));
        Future<?> made = bulk.create(todos.document("b"), Map.of("n", 2L));
        bulk.close();

        assertThat(code(taken)).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(made.get()).isNotNull();
    }

    private static Status.Code code(Future<?> future) {
        ExecutionException failed = catchThrowableOfType(ExecutionException.class, future::get);
        assertThat(failed).isNotNull();
        Status answered = failed.getCause() instanceof FirestoreException answer ? answer.getStatus() : null;
        return (answered == null ? Status.fromThrowable(failed) : answered).getCode();
    }
}
