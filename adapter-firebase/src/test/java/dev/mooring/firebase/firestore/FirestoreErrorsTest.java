package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.WriteKey;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirestoreErrorsTest {

    private static final Create CREATE = Create.of(WriteKey.of("d", 1), "a", Map.of("n", 1L));

    private final FirestoreSimulator simulator = FirestoreSimulator.start();
    private final FirestoreBackend backend = FirestoreBackend.builder(simulator.options())
            .timeout(Duration.ofSeconds(30))
            .bare()
            .build();
    private final SyncAdapter todos = backend.collection("todos");
    private final FirestoreErrors errors = new FirestoreErrors(SignIn.server(simulator.options()));

    @AfterEach
    void stop() {
        backend.close();
        simulator.close();
    }

    @Test
    void everyCodeHasAReactionAndTheGuideTellsIt() {
        List<String> rows = new ArrayList<>();
        for (Status.Code code : Status.Code.values()) {
            if (code != Status.Code.OK) {
                rows.add("| `" + code + "` | " + words(false, code) + " | " + words(true, code) + " |");
            }
        }

        assertThat(Guide.lines()).containsSubsequence(rows);
    }

    @Test
    void aMissingIndexIsMisconfiguredWithAHintAndNoConflict() {
        simulator.failNext(
                "RunQuery",
                Status.FAILED_PRECONDITION.withDescription(
                        "The query requires an index. You can create it here: https://x"));

        Misconfigured failure = catchThrowableOfType(Misconfigured.class, () -> todos.list(Cursor.START, 10));

        assertThat(failure).hasMessageContaining("https://x").hasMessageContaining("Firestore, Indexes");
    }

    @Test
    void whatTheServerRefusesIsRefusedWithItsWords() {
        simulator.failNext("Commit", Status.INVALID_ARGUMENT.withDescription("too many indexed fields"));

        Outcome outcome = todos.create(CREATE);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo("invalid_argument");
            assertThat(refused.problem().message()).contains("too many indexed fields", "todos", "'a'");
        });
    }

    @Test
    void aRejectedTokenIsUnauthenticatedAndIsNotTriedAgain() {
        simulator.failNext("Commit", Status.UNAUTHENTICATED);

        assertThat(catchThrowableOfType(Unauthenticated.class, () -> todos.create(CREATE)))
                .hasMessageContaining("UNAUTHENTICATED");

        assertThat(simulator.calls("Commit")).isEqualTo(1);
    }

    @Test
    void theSdkRepeatsNothingByItself() {
        for (Status status : List.of(Status.UNAVAILABLE, Status.RESOURCE_EXHAUSTED, Status.INTERNAL)) {
            simulator.reset();
            simulator.failNext("Commit", status);
            simulator.failNext("RunQuery", status);
            simulator.failNext("BatchGetDocuments", status);

            assertThat(catchThrowableOfType(TemporaryFailure.class, () -> todos.create(CREATE)))
                    .isNotNull();
            assertThat(catchThrowableOfType(TemporaryFailure.class, () -> todos.list(Cursor.START, 1)))
                    .isNotNull();

            assertThat(simulator.calls("Commit")).as("%s", status).isEqualTo(1);
            assertThat(simulator.calls("RunQuery")).as("%s", status).isEqualTo(1);
        }
    }

    @Test
    void whatIsLostOnTheWayIsInDoubtWhereSomethingWasWritten() {
        for (Exception lost : List.of(new IOException("reset"), new TimeoutException(), new RuntimeException("odd"))) {
            assertThat(errors.failure(true, "writing", lost))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            failure -> assertThat(failure.maybeApplied()).isTrue());
            assertThat(errors.failure(false, "reading", lost))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            failure -> assertThat(failure.maybeApplied()).isFalse());
        }
    }

    @Test
    void aRefusalIsRejectedWhereItIsThrown() {
        assertThat(errors.failure(true, "writing", Status.OUT_OF_RANGE.asRuntimeException()))
                .isInstanceOf(Rejected.class);
    }

    private String words(boolean write, Status.Code code) {
        return errors.reaction(write, code).words();
    }
}
