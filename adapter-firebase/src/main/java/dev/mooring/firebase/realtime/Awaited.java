package dev.mooring.firebase.realtime;

import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a library that waits as long as it likes: it does that on a thread of its own, and nobody waits for longer than the time-out.
 * Safe for several threads.
 *
 * @param source answers null or a blank text where nobody is signed in
 */
record Awaited(Supplier<? extends @Nullable String> source, Duration patience) implements Supplier<String> {

    /** A token. What the library itself fails with is a passing failure, unless it says otherwise: nothing was sent. */
    @Override
    public String get() {
        FutureTask<@Nullable String> asking = new FutureTask<>(source::get);
        Thread thread = new Thread(asking, "mooring-token");
        thread.setDaemon(true);
        thread.start();
        try {
            return present(asking.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied("interrupted while waiting for a token", e);
        } catch (TimeoutException e) {
            throw TemporaryFailure.notApplied("no token came within " + patience, e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            asking.cancel(true);
        }
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
