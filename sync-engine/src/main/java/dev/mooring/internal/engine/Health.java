package dev.mooring.internal.engine;

import dev.mooring.Retry;
import dev.mooring.Trouble;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a backend can be reached, as far as the outcomes of calls tell, and when it is tried again. Used on the control thread,
 * except {@link #condition}.
 */
final class Health {

    private static final int DOWN_AFTER = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final String collection;
    private final Retry retry;
    private final World world;
    private boolean stopped;
    private int failures;
    private Instant quietUntil = Instant.MIN;
    private volatile Condition condition = Condition.NEW;

    Health(String collection, Retry retry, World world) {
        this.collection = collection;
        this.retry = retry;
        this.world = world;
    }

    /** Safe for several threads. */
    Condition condition() {
        return condition;
    }

    /** Several calls failed in a row: a pull is the probe, and nothing is sent. */
    boolean isDown() {
        return failures >= DOWN_AFTER;
    }

    boolean isStopped() {
        return stopped;
    }

    boolean isQuiet() {
        return stopped || quietUntil.isAfter(world.clock().instant());
    }

    Instant quietUntil() {
        return quietUntil;
    }

    /** What kept it from trying may be over. */
    void tryAgain() {
        stopped = false;
        quietUntil = Instant.MIN;
    }

    void forget() {
        tryAgain();
        failures = 0;
        condition = Condition.NEW;
    }

    /** It answered; says whether it did not before. */
    boolean reached() {
        boolean again = isDown();
        if (again) {
            LOG.info("the backend of '{}' answers again", collection);
        }
        failures = 0;
        condition = condition.reached();
        return again;
    }

    void failed(Failure failure) {
        boolean was = isDown();
        failures++;
        stopped = stopped || failure.kind() == Failure.Kind.STOP;
        if (isDown() || failure.kind() == Failure.Kind.PAUSE) {
            failures = Math.max(failures, DOWN_AFTER);
            Duration wait =
                    retry.after(failures - DOWN_AFTER + 1, world.random().nextDouble());
            quietUntil = world.clock().instant().plus(failure.atLeast(wait));
        }
        condition = condition.failed(failure.trouble(), failure.message());
        if (isDown() && !was) {
            LOG.info("the backend of '{}' is out of reach ({}): what waits is kept", collection, failure.trouble());
        }
    }

    /** A pull is the probe: when it fails there is no need to try other calls first. */
    void pullFailed(Failure failure) {
        failures = Math.max(failures, DOWN_AFTER - 1);
        failed(failure);
    }

    /** The store failed, which says nothing of the backend. */
    void troubled(String message) {
        condition = condition.failed(Trouble.Kind.STORE, message);
        quietUntil = world.clock().instant().plus(retry.first());
    }
}
