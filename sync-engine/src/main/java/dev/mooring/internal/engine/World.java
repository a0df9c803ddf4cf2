package dev.mooring.internal.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the engine gets from outside, so that everything it does can be replayed: time, luck, the control thread and the calls of adapters.
 *
 * @param clock the time
 * @param random luck, used on the control thread only
 * @param control the one thread that decides
 * @param calls runs what blocks
 */
public record World(Clock clock, RandomGenerator random, Control control, Calls calls) {

    /** The control thread: runs what it is given one after another, in order. */
    public interface Control {

        /** Runs something soon. Dropped when the control has ended. */
        void execute(Runnable event);

        /** Runs something later; the answer takes it back. */
        Runnable schedule(Duration delay, Runnable event);
    }

    /** Runs what blocks, somewhere else, and brings the answer back to the control thread. */
    public interface Calls {

        /** Calls, then tells on the control thread. */
        <T> void call(Callable<T> work, Answer<T> answer);
    }

    /**
     * What became of a call.
     *
     * @param <T> what it gives
     */
    public interface Answer<T> {

        /** It gave this, or it failed like that. */
        void told(@Nullable T given, @Nullable Throwable failure);
    }
}
