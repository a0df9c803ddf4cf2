package dev.mooring.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Those who wait for something of one collection; each is answered once. Used on the control thread. */
final class Waiting {

    private final List<CompletableFuture<Boolean>> flushes = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> pulls = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> nextPulls = new ArrayList<>();
    private final Map<String, List<CompletableFuture<Boolean>>> awaited = new HashMap<>();

    void forFlush(CompletableFuture<Boolean> answer) {
        flushes.add(answer);
    }

    /** A pull that runs already began before the question: it does not answer it. */
    void forPull(CompletableFuture<Boolean> answer, boolean runs) {
        (runs ? nextPulls : pulls).add(answer);
    }

    void forRecord(String id, CompletableFuture<Boolean> answer) {
        forgetWhoGaveUp();
        awaited.computeIfAbsent(id, any -> new ArrayList<>()).add(answer);
    }

    /** Whoever asks again and again while nothing can go leaves nothing behind. */
    private void forgetWhoGaveUp() {
        awaited.values().forEach(waiting -> waiting.removeIf(CompletableFuture::isDone));
        awaited.values().removeIf(List::isEmpty);
    }

    void flushed(boolean how) {
        finish(flushes, how);
    }

    void pullBegins() {
        pulls.addAll(nextPulls);
        nextPulls.clear();
    }

    void pulled(boolean how) {
        finish(pulls, how);
    }

    /** A write of a record was given up, which some of these ids may mean. */
    void lost(UnaryOperator<Set<String>> meant) {
        finish(meant, false);
    }

    /** Tells those whose record has nothing on its way any more. */
    void settled(UnaryOperator<Set<String>> settled) {
        forgetWhoGaveUp();
        finish(settled, true);
    }

    private void finish(UnaryOperator<Set<String>> which, boolean how) {
        if (!awaited.isEmpty()) {
            which.apply(Set.copyOf(awaited.keySet())).forEach(id -> finish(awaited.getOrDefault(id, List.of()), how));
        }
    }

    boolean hasPull() {
        return !pulls.isEmpty() || !nextPulls.isEmpty();
    }

    boolean hasFlush() {
        flushes.removeIf(CompletableFuture::isDone);
        return !flushes.isEmpty();
    }

    /** No pull goes on for now. */
    void pullsInterrupted() {
        finish(pulls, false);
        finish(nextPulls, false);
    }

    /** No flush and no pull goes on for now. */
    void interrupted() {
        finish(flushes, false);
        pullsInterrupted();
    }

    void ended() {
        interrupted();
        awaited.values().forEach(waiting -> finish(waiting, false));
    }

    private static void finish(List<CompletableFuture<Boolean>> waiting, boolean how) {
        List<CompletableFuture<Boolean>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.complete(how));
    }
}
