package dev.mooring;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The questions that wait for the control thread: once that has ended nobody answers any more, so that each is told instead. Safe for several
 * threads.
 */
final class Asked {

    private final Set<CompletableFuture<Boolean>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** A question that is told if nobody answers any more. */
    CompletableFuture<Boolean> one() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        waiting.add(answer);
        if (ended) {
            tell(answer);
        }
        return answer;
    }

    /** Nobody waits for it any more. */
    void over(CompletableFuture<Boolean> answer) {
        waiting.remove(answer);
        answer.complete(false);
    }

    /** Nobody answers any more. */
    void end() {
        ended = true;
        waiting.forEach(Asked::tell);
    }

    private static void tell(CompletableFuture<Boolean> answer) {
        answer.cancel(false);
    }
}
