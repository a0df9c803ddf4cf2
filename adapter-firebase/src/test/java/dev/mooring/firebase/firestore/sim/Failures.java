package dev.mooring.firebase.firestore.sim;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the next calls of a method end in, and how many there were. Safe for several threads. */
final class Failures {

    private final Map<String, Queue<Failure>> next = new ConcurrentHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    /**
     * How one call ends.
     *
     * @param status the answer; null = none ever comes
     * @param acted whether the server acts first
     */
    record Failure(@Nullable Status status, Metadata trailers, boolean acted) {

        StatusRuntimeException exception(Status answer) {
            return answer.asRuntimeException(trailers);
        }
    }

    synchronized void add(String method, Failure failure) {
        next.computeIfAbsent(method, name -> new ArrayDeque<>()).add(failure);
    }

    synchronized @Nullable Failure met(String method) {
        calls.merge(method, 1, Integer::sum);
        Queue<Failure> queue = next.get(method);
        return queue == null ? null : queue.poll();
    }

    synchronized int calls(String method) {
        return calls.getOrDefault(method, 0);
    }

    synchronized void clear() {
        next.clear();
        calls.clear();
    }
}
