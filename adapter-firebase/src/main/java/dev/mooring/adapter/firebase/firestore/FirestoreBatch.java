package dev.mooring.adapter.firebase.firestore;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.cloud.Timestamp;
import com.google.cloud.firestore.BulkWriter;
import com.google.cloud.firestore.BulkWriterOptions;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.WriteResult;
import com.google.common.util.concurrent.MoreExecutors;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Many writes by the SDK's bulk writer, which has one status for each and lets the others through. Its own retries and its slow start are
 * switched off. Immutable; safe for several threads.
 */
final class FirestoreBatch {

    private final Firestore firestore;
    private final Calls calls;
    private final BulkWriterOptions options;
    private final String about;

    FirestoreBatch(Firestore firestore, Calls calls, ScheduledExecutorService threads, String collection) {
        this.firestore = firestore;
        this.calls = calls;
        // given, since each bulk writer makes a thread of its own otherwise and leaves it behind
        this.options = BulkWriterOptions.builder()
                .setThrottlingEnabled(false)
                .setExecutor(threads)
                .build();
        this.about = "writing several of " + collection;
    }

    /**
     * Sends together and puts the outcomes of what was done or refused; what is contested gets none.
     *
     * @throws SyncException when the fate of any is open: it then speaks of all
     */
    void send(Map<String, Step.Send> sends, Map<String, Outcome> outcomes) {
        if (sends.isEmpty()) {
            return;
        }
        Map<String, Answer> answers = together(sends);
        answers.values().forEach(answer -> answer.failed().ifPresent(this::open));
        answers.forEach((id, answer) -> outcome(sends, id, answer).ifPresent(outcome -> outcomes.put(id, outcome)));
    }

    private Map<String, Answer> together(Map<String, Step.Send> sends) {
        try {
            return calls.write("batchWrite", about, () -> started(sends));
        } catch (Contested e) {
            throw new IllegalStateException("only single writes of a batch can be contested", e);
        }
    }

    private ApiFuture<Map<String, Answer>> started(Map<String, Step.Send> sends) {
        BulkWriter writer = firestore.bulkWriter(options);
        writer.addWriteErrorListener(MoreExecutors.directExecutor(), error -> false);
        Map<String, ApiFuture<Answer>> futures = new LinkedHashMap<>();
        sends.forEach((id, send) -> futures.put(id, answer(send.in(writer))));
        ApiFuture<Void> flushed = writer.flush();
        return ApiFutures.transform(
                flushed,
                done -> {
                    Map<String, Answer> answers = new LinkedHashMap<>();
                    futures.forEach((id, future) -> answers.put(id, ended(future)));
                    return answers;
                },
                MoreExecutors.directExecutor());
    }

    private static ApiFuture<Answer> answer(ApiFuture<WriteResult> future) {
        ApiFuture<Answer> done = ApiFutures.transform(
                future,
                result -> new Answer(Optional.of(result.getUpdateTime()), Optional.empty()),
                MoreExecutors.directExecutor());
        return ApiFutures.catching(
                done,
                Throwable.class,
                e -> new Answer(Optional.empty(), Optional.of(e)),
                MoreExecutors.directExecutor());
    }

    private static Answer ended(ApiFuture<Answer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            return new Answer(Optional.empty(), Optional.of(e));
        }
    }

    /** Throws where the failure is not one write's own. */
    private void open(Throwable failed) {
        Reaction reaction =
                FirestoreErrors.reaction(true, FirestoreErrors.status(failed).getCode());
        if (reaction != Reaction.REFUSED && reaction != Reaction.CONFLICT) {
            throw FirestoreErrors.failure(true, about, failed);
        }
    }

    private Optional<Outcome> outcome(Map<String, Step.Send> sends, String id, Answer answer) {
        Step.Send send = sends.get(id);
        if (send == null || answer.failed().filter(Calls::contested).isPresent()) {
            return Optional.empty();
        }
        return answer.updated().map(send.outcome()).or(() -> answer.failed().map(failed -> refused(id, failed)));
    }

    private Outcome refused(String id, Throwable failed) {
        SyncException failure = FirestoreErrors.failure(true, about + ", '" + id + "'", failed);
        if (failure instanceof Rejected rejected) {
            return Outcome.refused(rejected.problem().code(), rejected.problem().message());
        }
        throw failure;
    }

    /** What became of one write. */
    private record Answer(Optional<Timestamp> updated, Optional<Throwable> failed) {}
}
