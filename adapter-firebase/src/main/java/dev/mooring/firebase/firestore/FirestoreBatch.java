package dev.mooring.firebase.firestore;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutures;
import com.google.cloud.Timestamp;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.WriteBatch;
import com.google.cloud.firestore.WriteResult;
import com.google.common.util.concurrent.MoreExecutors;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many writes: in one commit, which takes all or none, and where one is in the way of the others each in a commit of its own, all at once.
 * The SDK's bulk writer has a status for each too, but keeps every batch back for a second. Immutable; safe for several threads.
 */
final class FirestoreBatch {

    private final Firestore firestore;
    private final Calls calls;
    private final String about;

    FirestoreBatch(Firestore firestore, Calls calls, String collection) {
        this.firestore = firestore;
        this.calls = calls;
        this.about = "writing several of " + collection;
    }

    /**
     * Sends together and puts the outcomes of what was done or refused; what is contested gets none.
     *
     * @throws SyncException when the fate of any is open: it then speaks of all
     */
    void send(Map<String, Step.Send> sends, Map<String, Outcome> outcomes) {
        if (sends.isEmpty() || (sends.size() > 1 && atOnce(sends, outcomes))) {
            return;
        }
        Map<String, Answer> answers = new LinkedHashMap<>();
        try {
            singly(sends, answers);
            answers.values().forEach(answer -> answer.failed().ifPresent(this::decided));
        } catch (SyncException e) {
            throw answers.values().stream().allMatch(this::undone) ? e : FirestoreErrors.partly(e);
        }
        answers.forEach((id, answer) -> outcome(sends, id, answer).ifPresent(outcome -> outcomes.put(id, outcome)));
    }

    /** Answers whether all were taken; otherwise none was. */
    private boolean atOnce(Map<String, Step.Send> sends, Map<String, Outcome> outcomes) {
        List<WriteResult> results;
        try {
            results = calls.write(about, () -> {
                WriteBatch batch = firestore.batch();
                sends.values().forEach(send -> send.in(batch));
                return batch.commit();
            });
        } catch (Contested | Rejected e) {
            return false;
        }
        List<String> ids = List.copyOf(sends.keySet());
        List<Step.Send> sent = List.copyOf(sends.values());
        for (int i = 0; i < ids.size(); i++) {
            outcomes.put(ids.get(i), sent.get(i).outcome().apply(results.get(i).getUpdateTime()));
        }
        return true;
    }

    /** What was not taken for its token is sent once more with a fresh one. */
    private void singly(Map<String, Step.Send> sends, Map<String, Answer> answers) {
        String token = calls.signIn().token();
        answers.putAll(apart(sends));
        Map<String, Step.Send> unsigned = new LinkedHashMap<>();
        sends.forEach((id, send) -> {
            Answer answer = answers.get(id);
            if (answer != null && reaction(answer) == Reaction.UNAUTHENTICATED) {
                unsigned.put(id, send);
            }
        });
        if (!unsigned.isEmpty() && calls.signIn().renew(token)) {
            answers.putAll(apart(unsigned));
        }
    }

    private Map<String, Answer> apart(Map<String, Step.Send> sends) {
        List<String> ids = List.copyOf(sends.keySet());
        List<Answer> answers;
        try {
            answers = calls.write(about, () -> {
                List<ApiFuture<Answer>> futures = new ArrayList<>();
                sends.values().forEach(send -> futures.add(answer(send.alone())));
                return ApiFutures.allAsList(futures);
            });
        } catch (Contested e) {
            throw new IllegalStateException("only single writes of a batch can be contested", e);
        }
        Map<String, Answer> byId = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            byId.put(ids.get(i), answers.get(i));
        }
        return byId;
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

    /** Throws where the failure is not one write's own. */
    private void decided(Throwable failed) {
        if (FirestoreErrors.interrupted(failed)) {
            Thread.currentThread().interrupt();
        }
        Reaction reaction = reaction(failed);
        if (reaction != Reaction.REFUSED && reaction != Reaction.CONFLICT) {
            throw calls.errors().failure(true, about, failed);
        }
    }

    /** Whether it is certain that nothing was written. */
    private boolean undone(Answer answer) {
        return switch (reaction(answer)) {
            case UNAUTHENTICATED, REFUSED, CONFLICT -> true;
            default -> false;
        };
    }

    private Reaction reaction(Answer answer) {
        return answer.failed().map(this::reaction).orElse(Reaction.DONE);
    }

    private Reaction reaction(Throwable failed) {
        return calls.errors().reaction(true, FirestoreErrors.status(failed).getCode());
    }

    private Optional<Outcome> outcome(Map<String, Step.Send> sends, String id, Answer answer) {
        Step.Send send = sends.get(id);
        if (send == null || answer.failed().filter(FirestoreErrors::contested).isPresent()) {
            return Optional.empty();
        }
        return answer.updated().map(send.outcome()).or(() -> answer.failed().map(failed -> refused(id, failed)));
    }

    private Outcome refused(String id, Throwable failed) {
        SyncException failure = calls.errors().failure(true, about + ", '" + id + "'", failed);
        if (failure instanceof Rejected rejected) {
            return Outcome.refused(rejected.problem().code(), rejected.problem().message());
        }
        throw failure;
    }

    /** What became of one write. */
    private record Answer(Optional<Timestamp> updated, Optional<Throwable> failed) {}
}
