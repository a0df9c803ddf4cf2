package dev.mooring.crud;

import static dev.mooring.crud.Samples.key;
import static dev.mooring.crud.Samples.refusal;
import static dev.mooring.crud.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrudErrorsTest {

    private static final Create CREATE = Create.of(key(1), "a", row("x", 1));

    private static CrudBuilder throwing(Exception failure) {
        return CrudAdapter.builder("things")
                .list(() -> {
                    throw failure;
                })
                .create(row -> {
                    throw failure;
                })
                .exactWrites();
    }

    private static <E extends Throwable> E thrownBy(Class<E> type, Runnable call) {
        E thrown = catchThrowableOfType(type, call::run);
        assertThat(thrown).isNotNull();
        return thrown;
    }

    static List<Exception> unknownFailures() {
        return List.of(
                new IOException("reset"),
                new UncheckedIOException(new IOException("reset")),
                new NullPointerException(),
                new IllegalArgumentException("?"),
                new Exception("checked"),
                new java.sql.SQLException("x".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("unknownFailures")
    @DisplayName("E30 F1 what nobody knows may pass: a read was not, a write may have been made")
    void unknownIsTemporary(Exception failure) {
        try (SyncAdapter adapter = throwing(failure).build()) {
            TemporaryFailure reading = thrownBy(TemporaryFailure.class, () -> adapter.list(Cursor.START, 1));
            TemporaryFailure writing = thrownBy(TemporaryFailure.class, () -> adapter.create(CREATE));

            assertThat(reading.maybeApplied()).isFalse();
            assertThat(writing.maybeApplied()).isTrue();
            assertThat(writing)
                    .hasMessageStartingWith("create of 'a' in things failed: ")
                    .hasCause(failure);
            assertThat(writing.getMessage()).hasSizeLessThan(300);
        }
    }

    static List<SyncException> knownFailures() {
        return List.of(
                TemporaryFailure.notApplied("busy", null).retryAfter(Duration.ofSeconds(7)),
                new Unauthenticated("no token"),
                new Misconfigured("no table"));
    }

    @ParameterizedTest
    @MethodSource("knownFailures")
    @DisplayName("F7 F8 a SyncException of a function passes as it is, its pause included")
    void syncExceptionsPass(SyncException failure) {
        try (SyncAdapter adapter = throwing(failure).build()) {
            assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(failure);
            assertThatThrownBy(() -> adapter.create(CREATE)).isSameAs(failure);
        }
    }

    @Test
    @DisplayName("F7 Rejected by a function is a refusal of the write")
    void rejectedIsRefused() {
        try (SyncAdapter adapter = throwing(new Rejected(new Problem("unique", "the title is taken")))
                .build()) {
            assertThat(refusal(adapter.create(CREATE))).isEqualTo("unique: the title is taken");
        }
    }

    @Test
    @DisplayName("F7 errors() says what the others mean")
    void errorsAreTranslated() {
        CrudBuilder builder = throwing(new IllegalStateException("23505"))
                .errors((failure, write) -> write
                        ? Optional.of(new Rejected(new Problem("constraint", "a rule of the table")))
                        : Optional.empty());
        try (SyncAdapter adapter = builder.build()) {
            assertThat(refusal(adapter.create(CREATE))).startsWith("constraint");
            thrownBy(TemporaryFailure.class, () -> adapter.list(Cursor.START, 1));
        }
    }

    @Test
    @DisplayName("an Error of the virtual machine or of a test is nobody's outcome")
    void errorsPass() {
        AssertionError defect = new AssertionError("defect");
        CrudBuilder builder = CrudAdapter.builder("things").list(() -> {
            throw defect;
        });
        try (SyncAdapter adapter = builder.build();
                SyncAdapter here = builder.inCallersThread().build()) {
            assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isSameAs(defect);
            assertThatThrownBy(() -> here.list(Cursor.START, 1)).isSameAs(defect);
        }
    }

    @Test
    @DisplayName("FAULT-8 a function that does not answer is interrupted after the time-out")
    void silenceEnds() throws InterruptedException {
        AtomicBoolean begun = new AtomicBoolean();
        CountDownLatch interrupted = new CountDownLatch(1);
        CrudBuilder builder = CrudAdapter.builder("things")
                .list(List::of)
                .exactWrites()
                .timeout(Duration.ofMillis(200))
                .create(row -> {
                    begun.set(true);
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return Answer.saved();
                });
        try (SyncAdapter adapter = builder.build()) {
            TemporaryFailure failure = thrownBy(TemporaryFailure.class, () -> adapter.create(CREATE));

            assertThat(failure.maybeApplied()).isTrue();
            assertThat(failure).hasMessageContaining("no answer within PT0.2S");
            // on a busy machine the time may be over before the function began; then it never does
            if (begun.get()) {
                interrupted.await();
            }
        }
    }

    @Test
    @DisplayName("FAULT-11 interruption stops the call, in either thread, and the flag is kept")
    void interruptionStops() throws InterruptedException {
        for (boolean inCallersThread : List.of(true, false)) {
            CountDownLatch running = new CountDownLatch(1);
            CrudBuilder builder = CrudAdapter.builder("things")
                    .exactWrites()
                    .list(List::of)
                    .create(row -> {
                        running.countDown();
                        new CountDownLatch(1).await();
                        return Answer.saved();
                    });
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            try (SyncAdapter adapter = (inCallersThread ? builder.inCallersThread() : builder).build()) {
                Thread caller = new Thread(() -> {
                    Throwable failure = catchThrowableOfType(TemporaryFailure.class, () -> adapter.create(CREATE));
                    thrown.set(Thread.currentThread().isInterrupted() ? failure : new AssertionError("flag lost"));
                });
                caller.start();
                running.await();
                caller.interrupt();
                caller.join();
            }
            assertThat(thrown.get())
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isTrue());
        }
    }

    @Test
    @DisplayName("FAULT-11 an interrupted caller begins nothing")
    void interruptedCallerBeginsNothing() {
        try (SyncAdapter adapter = throwing(new AssertionFailure()).build()) {
            Thread.currentThread().interrupt();
            TemporaryFailure failure = thrownBy(TemporaryFailure.class, () -> adapter.create(CREATE));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.maybeApplied()).isFalse();
        }
    }

    @Test
    @DisplayName("functions that never return cost a bounded number of threads")
    void hangingFunctionsAreBounded() {
        CountDownLatch released = new CountDownLatch(1);
        CrudBuilder builder = CrudAdapter.builder("things")
                .timeout(Duration.ofMillis(1))
                .list(() -> {
                    boolean done = false;
                    while (!done) {
                        try {
                            released.await();
                            done = true;
                        } catch (InterruptedException deafOnPurpose) {
                            done = false;
                        }
                    }
                    return List.of();
                });
        try (SyncAdapter adapter = builder.build()) {
            String message = "";
            for (int calls = 0; calls < 200 && !message.contains("did not begin"); calls++) {
                message = String.valueOf(thrownBy(TemporaryFailure.class, () -> adapter.list(Cursor.START, 1))
                        .getMessage());
            }
            assertThat(message).contains("64 calls have given no answer");
        } finally {
            released.countDown();
        }
    }

    @Test
    @DisplayName("CLIENT-3 after close every verb fails, and the functions are not called")
    void closedIsClosed() {
        SyncAdapter adapter = throwing(new AssertionFailure()).build();
        adapter.close();
        adapter.close();

        assertThatThrownBy(() -> adapter.list(Cursor.START, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> adapter.create(CREATE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> adapter.changesSince(Cursor.START, 1)).isInstanceOf(IllegalStateException.class);
    }

    private static final class AssertionFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
