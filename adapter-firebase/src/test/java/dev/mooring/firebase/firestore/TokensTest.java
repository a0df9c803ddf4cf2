package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user signs in by ID token, and the rules decide about each document. */
class TokensTest {

    private static final String OLD = "id-token-old-77aa";
    private static final String FRESH = "id-token-fresh-88bb";
    private static final String OTHERS = "id-token-others-99cc";

    private final FirestoreSimulator simulator = FirestoreSimulator.start();
    private final CountDownLatch released = new CountDownLatch(1);
    private int keys;

    TokensTest() {
        simulator.owned(Users.OWNER);
        simulator.admit(OLD, Users.MINE);
        simulator.admit(FRESH, Users.MINE);
        simulator.admit(OTHERS, Users.OTHER);
    }

    @AfterEach
    void stop() {
        released.countDown();
        simulator.close();
    }

    @Test
    void aTokenThatHasExpiredIsFetchedAnewAndTheWriteSentAgain() {
        Deque<String> tokens = new ArrayDeque<>(List.of(OLD, FRESH));
        try (FirestoreBackend backend = backend(tokens::remove, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");
            todos.create(create("a"));
            simulator.expire(OLD);

            assertThat(todos.create(create("b"))).isInstanceOf(Outcome.Applied.class);
            assertThat(todos.list(Cursor.START, 10).documents()).hasSize(2);
        }
    }

    @Test
    void aTokenThatIsNotTakenTwiceIsUnauthenticatedAndNotTold() {
        simulator.expire(OLD);
        try (FirestoreBackend backend = backend(() -> OLD, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");

            assertThat(catchThrowableOfType(Unauthenticated.class, () -> todos.create(create("a"))))
                    .isNotNull();

            assertThat(simulator.calls("Commit")).isEqualTo(2);
        }
    }

    /** The SDK takes its stream up without a word, and asks the same source for a token. */
    @Test
    void aListeningWhoseTokenHasExpiredGoesOnWithTheNextOneThatACallHasAskedFor() throws InterruptedException {
        Deque<String> tokens = new ArrayDeque<>(List.of(OLD, FRESH));
        try (FirestoreBackend backend = backend(tokens::remove, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");
            BlockingQueue<Set<String>> hints = new LinkedBlockingQueue<>();
            CountDownLatch live = new CountDownLatch(1);
            LiveChanges.Listening listening =
                    todos.capability(LiveChanges.class).orElseThrow().listen(new Hints(hints, live));
            assertThat(live.await(1, TimeUnit.MINUTES)).isTrue();

            simulator.expire(OLD);
            simulator.endStreams(Status.UNAUTHENTICATED);
            todos.create(create("a"));

            assertThat(hints.poll(1, TimeUnit.MINUTES)).containsExactly("a");
            listening.close();
        }
    }

    @Test
    void whatTheRulesDenyIsRefusedAndTheRestOfTheBatchIsTaken() {
        try (FirestoreBackend mine = backend(() -> OLD, Users.MINE);
                FirestoreBackend others = backend(() -> OTHERS, Users.OTHER)) {
            others.collection("todos").create(create("theirs"));
            SyncAdapter todos = mine.collection("todos");

            List<Outcome> outcomes = ((BatchWrites) todos)
                    .write(List.of(
                            create("mine"),
                            create("theirs"),
                            Delete.unconditional(key(), "theirs-not"),
                            Update.unconditional(key(), "mine-not", Map.of("n", 1L))));

            assertThat(outcomes.stream().map(outcome -> outcome.getClass().getSimpleName()))
                    .containsExactly("Applied", "Refused", "Applied", "Conflict");
            assertThat(todos.create(create("theirs"))).isInstanceOf(Outcome.Refused.class);
            assertThat(((Lookup) todos).find(List.of("theirs", "mine", "nothing")))
                    .singleElement()
                    .satisfies(found -> assertThat(found.id()).isEqualTo("mine"));
            assertThat(todos.list(Cursor.START, 10).documents()).hasSize(1);
        }
    }

    /** One is in the way of the batch, so that each goes by itself. */
    @Test
    void whatATokenKeptOutOfABatchIsSentAgainWithAFreshOne() {
        Deque<String> tokens = new ArrayDeque<>(List.of(OLD, FRESH));
        try (FirestoreBackend backend = backend(tokens::remove, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");
            simulator.failNext("Commit", Status.FAILED_PRECONDITION);
            simulator.failNext("Commit", Status.UNAUTHENTICATED);

            assertThat(((BatchWrites) todos).write(List.of(create("a"), create("b"), create("c"))))
                    .hasSize(3)
                    .allMatch(Outcome.Applied.class::isInstance);

            assertThat(simulator.calls("Commit")).isEqualTo(5);
            assertThat(tokens).isEmpty();
        }
    }

    @Test
    void aBatchOfWhichNoTokenIsTakenIsUnauthenticatedAndNotInDoubt() {
        try (FirestoreBackend backend = backend(() -> OLD, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");
            simulator.failNext("Commit", Status.FAILED_PRECONDITION);
            simulator.expire(OLD);

            assertThat(catchThrowableOfType(
                            Unauthenticated.class,
                            () -> ((BatchWrites) todos).write(List.of(create("a"), create("b")))))
                    .isNotNull();

            assertThat(simulator.calls("Commit")).isEqualTo(5);
        }
    }

    @Test
    void aBatchOfWhichAPartWasTakenBeforeTheTokenWasRefusedIsInDoubt() {
        Deque<String> tokens = new ArrayDeque<>(List.of(OLD));
        Supplier<String> source = () -> {
            if (tokens.isEmpty()) {
                throw new Unauthenticated("signed out");
            }
            return tokens.remove();
        };
        try (FirestoreBackend backend = backend(source, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");
            simulator.failNext("Commit", Status.FAILED_PRECONDITION);
            simulator.failNext("Commit", Status.UNAUTHENTICATED);

            assertThat(catchThrowableOfType(
                            TemporaryFailure.class,
                            () -> ((BatchWrites) todos).write(List.of(create("a"), create("b")))))
                    .satisfies(failure -> assertThat(failure.maybeApplied()).isTrue());
        }
    }

    @Test
    void aServerWithAnOwnerLeavesOthersDocumentsAlone() {
        try (FirestoreBackend server = FirestoreBackend.builder(simulator.options())
                        .collection(Users.shape(Users.MINE))
                        .bare()
                        .build();
                FirestoreBackend others = backend(() -> OTHERS, Users.OTHER)) {
            others.collection("todos").create(create("theirs"));
            SyncAdapter todos = server.collection("todos");

            assertThat(todos.update(Update.unconditional(key(), "theirs", Map.of("n", 9L))))
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(todos.list(Cursor.START, 10).documents()).isEmpty();
        }
    }

    /** Nothing marks what was removed for good, so that a deletion without a look would take anybody's. */
    @Test
    void aServerWithAnOwnerRemovesNoDocumentOfAnother() {
        try (FirestoreBackend server = FirestoreBackend.builder(simulator.options())
                        .collection(FirestoreCollection.builder()
                                .owner(Users.OWNER, Users.MINE)
                                .hardDelete()
                                .build())
                        .bare()
                        .build();
                FirestoreBackend others = backend(() -> OTHERS, Users.OTHER)) {
            others.collection("todos").create(create("theirs"));
            SyncAdapter todos = server.collection("todos");
            todos.create(create("mine"));

            assertThat(todos.delete(Delete.unconditional(key(), "theirs"))).isInstanceOf(Outcome.Refused.class);
            assertThat(todos.delete(Delete.unconditional(key(), "mine"))).isInstanceOf(Outcome.Applied.class);
            assertThat(todos.delete(Delete.unconditional(key(), "nothing"))).isInstanceOf(Outcome.Applied.class);
        }
        assertThat(simulator.stored("todos/theirs")).isPresent();
        assertThat(simulator.stored("todos/mine")).isEmpty();
    }

    @Test
    void aQueryThatTheRulesDenyIsMisconfigured() {
        try (FirestoreBackend backend = FirestoreBackend.builder(simulator.options())
                .idToken(() -> OLD)
                .bare()
                .build()) {
            SyncAdapter todos = backend.collection("todos");

            assertThat(catchThrowableOfType(Misconfigured.class, () -> todos.list(Cursor.START, 10)))
                    .hasMessageContaining("security rules");
        }
    }

    @Test
    void aTokenThatTheServerRepeatsIsNotTold() {
        simulator.failNext("RunQuery", Status.INVALID_ARGUMENT.withDescription("no good: " + OLD));
        try (FirestoreBackend backend = backend(() -> OLD, Users.MINE)) {
            Misconfigured failure = catchThrowableOfType(
                    Misconfigured.class, () -> backend.collection("todos").list(Cursor.START, 10));

            assertThat(failure)
                    .hasMessageContaining("no good")
                    .hasMessageNotContaining(OLD)
                    .hasNoCause();
        }
    }

    @Test
    void whatTheSourceOfTokensSaysIsSaidByTheCall() {
        Supplier<String> out = () -> {
            throw new Unauthenticated("signed out");
        };
        Supplier<String> broken = () -> {
            throw new IllegalStateException("no keychain");
        };
        try (FirestoreBackend signedOut = backend(out, Users.MINE);
                FirestoreBackend failing = backend(broken, Users.MINE)) {
            assertThat(catchThrowableOfType(
                            Unauthenticated.class,
                            () -> signedOut.collection("todos").create(create("a"))))
                    .hasMessage("signed out");
            assertThat(catchThrowableOfType(
                            TemporaryFailure.class,
                            () -> failing.collection("todos").create(create("a"))))
                    .satisfies(failure -> assertThat(failure.maybeApplied()).isFalse());
        }
    }

    /** As nobody's the write would be denied by the rules, which stands for a refusal: it would be lost when somebody signs out. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void whoIsSignedOutSendsNothing(@Nullable String none) {
        AtomicInteger asked = new AtomicInteger();
        try (FirestoreBackend backend = backend(() -> asked.getAndIncrement() == 1 ? none : OLD, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");
            todos.create(create("a"));
            simulator.expire(OLD);
            simulator.reset();

            assertThat(catchThrowableOfType(Unauthenticated.class, () -> todos.create(create("b"))))
                    .isNotNull();
            assertThat(simulator.calls("Commit")).isEqualTo(1);

            simulator.admit(OLD, Users.MINE);
            assertThat(todos.create(create("b"))).isInstanceOf(Outcome.Applied.class);
        }
    }

    /** What one user wrote must not go out as another's. */
    @Test
    void tokenOfAnotherUserIsNeverSent() {
        String mine = Users.token(Users.MINE);
        String others = Users.token(Users.OTHER);
        simulator.admit(mine, Users.MINE);
        simulator.admit(others, Users.MINE);
        Deque<String> tokens = new ArrayDeque<>(List.of(mine, others));
        try (FirestoreBackend backend = backend(tokens::remove, Users.MINE)) {
            SyncAdapter todos = backend.collection("todos");
            todos.create(create("a"));
            simulator.expire(mine);

            assertThat(catchThrowableOfType(Unauthenticated.class, () -> todos.create(create("b"))))
                    .hasMessageContaining("another user");
        }
        assertThat(simulator.stored("todos/a")).isPresent();
        assertThat(simulator.stored("todos/b")).isEmpty();
    }

    @Test
    void aRefusalThatComesLateKeepsTheTokenThatWasFetchedMeanwhile() {
        Deque<String> tokens = new ArrayDeque<>(List.of(OLD, FRESH));
        IdTokens source = new IdTokens(tokens::remove, Duration.ofMinutes(1));
        String first = source.current();

        source.refused(first);
        source.refused(first);

        assertThat(source.getRequestMetadata(null)).isEqualTo(Map.of("Authorization", List.of("Bearer " + FRESH)));
    }

    @Test
    void aSourceOfTokensThatHungServesLaterCallsOnceItHasRecovered() throws InterruptedException {
        BlockingQueue<Thread> asked = new LinkedBlockingQueue<>();
        IdTokens source = new IdTokens(
                () -> {
                    asked.add(Thread.currentThread());
                    awaitReleased();
                    return OLD;
                },
                Duration.ofMillis(1));
        assertThat(catchThrowableOfType(TemporaryFailure.class, source::current))
                .satisfies(failure -> assertThat(failure.maybeApplied()).isFalse());

        released.countDown();
        asked.take().join();

        assertThat(source.current()).isEqualTo(OLD);
        assertThat(asked).isEmpty();
    }

    @Test
    void aSourceOfTokensThatHangsEndsByTheTimeOut() {
        Supplier<String> hanging = () -> {
            awaitReleased();
            return OLD;
        };
        try (FirestoreBackend backend = FirestoreBackend.builder(simulator.options())
                .idToken(hanging)
                .timeout(Duration.ofMillis(200))
                .bare()
                .build()) {
            assertThat(catchThrowableOfType(
                            TemporaryFailure.class,
                            () -> backend.collection("todos").list(Cursor.START, 1)))
                    .isNotNull();
        } finally {
            released.countDown();
        }
    }

    @Test
    void theScopeNamesTheUserAndTheOwner() {
        try (FirestoreBackend backend = backend(() -> OLD, Users.MINE)) {
            String scope = backend.collection("todos").guarantees().scope();

            assertThat(scope)
                    .endsWith(" todos(updatedAt) where owner = u1 as u1")
                    .doesNotContain(OLD);
            assertThat(backend.toString()).doesNotContain(OLD);
        }
    }

    private record Hints(BlockingQueue<Set<String>> hints, CountDownLatch live) implements LiveChanges.Listener {
        @Override
        public void hint(Set<String> ids) {
            hints.add(ids);
        }

        @Override
        public void gap() {}

        @Override
        public void state(LiveChanges.State state) {
            if (state == LiveChanges.State.LIVE) {
                live.countDown();
            }
        }
    }

    private FirestoreBackend backend(Supplier<? extends @Nullable String> tokens, String user) {
        return FirestoreBackend.builder(simulator.options())
                .collection(Users.shape(user))
                .idToken(tokens)
                .user(user)
                .bare()
                .build();
    }

    private Create create(String id) {
        return Create.of(key(), id, Map.of("n", 1L));
    }

    private WriteKey key() {
        return WriteKey.of("d", ++keys);
    }

    private void awaitReleased() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while hanging", e);
        }
    }
}
