package dev.mooring.support.resilience;

import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes one call until it is answered, is not worth another attempt, or must not be made again. */
final class ResilientCalls {

    private final String name;
    private final Retry retry;
    private final Gate gate;
    private final Sleeper sleeper;
    private final EventLog log;

    ResilientCalls(String name, Retry retry, Gate gate, Sleeper sleeper, EventLog log) {
        this.name = name;
        this.retry = retry;
        this.gate = gate;
        this.sleeper = sleeper;
        this.log = log;
    }

    <T> T read(Supplier<T> call) {
        return call(again -> call.get(), failure -> true, answer -> answer);
    }

    /**
     * Makes a call, perhaps several times.
     *
     * @param call is told whether it is made again
     * @param repeatable whether it may be made again after that failure
     * @param settled what the answer means when an earlier attempt may have been applied
     */
    <T> T call(Function<Boolean, T> call, Predicate<TemporaryFailure> repeatable, UnaryOperator<T> settled) {
        Retry.AsyncContext<T> attempts = retry.asyncContext();
        TemporaryFailure doubt = null;
        for (boolean again = false; ; again = true) {
            try {
                boolean resent = again;
                T result = gate.pass(() -> call.apply(resent));
                attempts.onComplete();
                return doubt == null ? result : settled.apply(result);
            } catch (TemporaryFailure failure) {
                doubt = failure.maybeApplied() ? failure : doubt;
                long pause = repeatable.test(failure) ? attempts.onError(failure) : -1;
                if (pause < 0 || Thread.currentThread().isInterrupted() || !slept(failure, pause)) {
                    log.givenUp(failure);
                    throw last(failure, doubt);
                }
            } catch (Gate.Closed closed) {
                throw last(
                        TemporaryFailure.notApplied(name + " was not called: " + closed.getMessage(), closed), doubt);
            } catch (Unauthenticated | Misconfigured | Rejected failure) {
                throw last(failure, doubt);
            }
        }
    }

    private boolean slept(TemporaryFailure failure, long pause) {
        try {
            log.again(failure, pause);
            sleeper.sleep(Duration.ofMillis(pause));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An earlier attempt that may have been applied stays in doubt, whatever became of the last one: the caller must not unsend. */
    private static SyncException last(SyncException last, @Nullable TemporaryFailure doubt) {
        if (doubt == null || doubt == last) {
            return last;
        }
        Optional<Duration> asked =
                last instanceof TemporaryFailure failure ? failure.retryAfter() : Optional.<Duration>empty();
        TemporaryFailure open = asked.map(doubt::retryAfter).orElse(doubt);
        open.addSuppressed(last);
        return open;
    }
}
