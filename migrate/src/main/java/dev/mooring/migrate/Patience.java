package dev.mooring.migrate;

import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** Makes a call again after a passing failure: as late as the backend asked for, else after pauses that double. Safe for several threads. */
final class Patience {

    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int attempts;
    private final Throttle throttle;
    private final RandomGenerator random;
    private final boolean stoppable;

    Patience(int attempts, Throttle throttle, RandomGenerator random) {
        this(attempts, throttle, random, true);
    }

    private Patience(int attempts, Throttle throttle, RandomGenerator random, boolean stoppable) {
        this.attempts = attempts;
        this.throttle = throttle;
        this.random = random;
        this.stoppable = stoppable;
    }

    /** For calls whose answers must be seen: whoever pauses the migration waits for them. */
    Patience toTheEnd() {
        return new Patience(attempts, throttle, random, false);
    }

    /**
     * The call's answer.
     *
     * @param call takes the number of the attempt, from 0
     * @throws TemporaryFailure the last one, when there were too many
     * @throws Stopped when the migration was paused while it waited
     */
    <T> T call(IntFunction<T> call) {
        for (int attempt = 0; ; attempt++) {
            throttle.clear(stoppable);
            try {
                return call.apply(attempt);
            } catch (TemporaryFailure e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw Ahead.interrupted(e);
                }
                if (attempt + 1 >= attempts) {
                    throw e;
                }
                pause(e.retryAfter(), attempt);
            }
        }
    }

    private void pause(Optional<Duration> asked, int attempt) {
        // who was asked to wait stops everybody: the others would only be asked as well
        Optional<Duration> pause = asked.filter(time -> !time.isZero() && !time.isNegative());
        pause.ifPresent(throttle::hold);
        if (pause.isEmpty()) {
            throttle.await(jittered(attempt), stoppable);
        }
    }

    /** Between half of a bound that doubles, and the bound. */
    private synchronized Duration jittered(int attempt) {
        long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt, 20));
        return Duration.ofMillis(bound / 2 + random.nextLong(bound / 2 + 1));
    }
}
