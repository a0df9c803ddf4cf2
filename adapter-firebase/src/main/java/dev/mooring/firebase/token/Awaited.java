package dev.mooring.firebase.token;

import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a library that waits as long as it likes: it does that on a thread of its own, and nobody waits for longer than the time-out.
 * While it has not answered, those who come later wait for that answer as well, so that a library that hangs keeps one thread and no more.
 * Safe for several threads.
 */
public final class Awaited implements Supplier<String> {

    private final Supplier<? extends @Nullable String> source;
    private final Duration patience;
    private @Nullable CompletableFuture<String> asked;

    /**
     * Nothing is asked yet.
     *
     * @param source answers null or a blank text where nobody is signed in
     * @param patience how long one caller waits
     */
    public Awaited(Supplier<? extends @Nullable String> source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /**
     * A token. What the library itself fails with is a passing failure, unless it says otherwise: nothing was sent.
     *
     * @throws Unauthenticated when nobody is signed in
     */
    @Override
    public String get() {
        CompletableFuture<String> answer = asked();
        try {
            String token = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            taken(answer);
            return token;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied("interrupted while waiting for a token", e);
        } catch (TimeoutException e) {
            throw TemporaryFailure.notApplied("no token came within " + patience, e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "Awaited";
    }

    /** A token that came late is good for the next caller; a failure that came late says nothing of now. */
    private synchronized CompletableFuture<String> asked() {
        CompletableFuture<String> answer = asked;
        if (answer == null || answer.isCompletedExceptionally()) {
            answer = CompletableFuture.supplyAsync(() -> present(source.get()), Awaited::start);
            asked = answer;
        }
        return answer;
    }

    @SuppressWarnings("ReferenceEquality") // the answer itself, not one that equals it
    private synchronized void taken(CompletableFuture<String> answer) {
        asked = asked == answer ? null : asked;
    }

    private static void start(Runnable asking) {
        Thread thread = new Thread(asking, "mooring-token");
        thread.setDaemon(true);
        thread.start();
    }

    /** Without a token the call would go out as nobody's, and what the rules then deny would be taken for refused. */
    private static String present(@Nullable String token) {
        if (token == null || token.isBlank()) {
            throw new Unauthenticated("there is no token: nobody is signed in");
        }
        return token;
    }

    private static SyncException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof SyncException known
                ? known
                : TemporaryFailure.notApplied("there is no token: its supplier failed", cause);
    }
}
