package dev.mooring.contract;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** Ends a rule that does not end: the suite goes on, and its thread is left behind if it cannot be interrupted. */
final class Bound {

    private static final Duration GRACE = Duration.ofSeconds(1);

    private Bound() {}

    /**
     * Runs a rule on a thread of its own.
     *
     * @param doing what the rule is waiting for, asked when it takes too long
     */
    static void run(Duration longest, Proof proof, Supplier<String> doing) throws Throwable {
        FutureTask<Boolean> task = new FutureTask<>(() -> caught(proof));
        Thread thread = new Thread(task, "contract-rule");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Wrapped wrapped ? wrapped.getCause() : e.getCause();
        } catch (TimeoutException e) {
            String seen = doing.get();
            thread.interrupt();
            thread.join(Math.min(GRACE.toMillis(), longest.toMillis()));
            throw new Endless("no end within " + longest.toMillis() + " ms: " + seen, e);
        }
    }

    private static boolean caught(Proof proof) throws Exception {
        try {
            proof.run();
            return true;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new Wrapped(e);
        }
    }

    /** What proves a rule. */
    @FunctionalInterface
    interface Proof {
        /** Passes or throws. */
        void run() throws Throwable;
    }

    /** The rule was ended. */
    static final class Endless extends AssertionFailedError {
        private static final long serialVersionUID = 1L;

        Endless(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Carries what is neither an exception nor an error. */
    private static final class Wrapped extends Exception {
        private static final long serialVersionUID = 1L;

        Wrapped(Throwable cause) {
            super(cause);
        }
    }
}
