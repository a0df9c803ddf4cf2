package dev.mooring.internal.observe;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An executor that runs its work when a test says so: until then the observer is stuck. */
final class Turns implements Executor {

    private final Queue<Runnable> work = new ArrayDeque<>();

    @Override
    public void execute(Runnable one) {
        work.add(one);
    }

    int waiting() {
        return work.size();
    }

    void run() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }
}
