package dev.mooring.firebase.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentSnapshot;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends writes until each is settled: a precondition that failed is followed by a look, and what the look allows is sent again, a few times,
 * since others write as well. Immutable; safe for several threads.
 */
final class FirestoreWrites {

    private static final int ROUNDS = 5;

    private final Calls calls;
    private final Steps steps;
    private final FirestoreListing listing;
    private final FirestoreBatch batches;
    private final String about;

    FirestoreWrites(Calls calls, Documents documents, FirestoreListing listing, FirestoreBatch batches) {
        this.calls = calls;
        this.steps = new Steps(documents);
        this.listing = listing;
        this.batches = batches;
        this.about = documents.collection().getPath();
    }

    Outcome write(Write write) {
        DocumentSnapshot seen = null;
        for (int round = 0; round < ROUNDS; round++) {
            Step step = steps.of(write, seen);
            if (step instanceof Step.Settled settled) {
                return settled.outcome();
            }
            if (step instanceof Step.Send send) {
                try {
                    Timestamp time = calls.write("writing " + about + " '" + write.id() + "'", send::alone)
                            .getUpdateTime();
                    return send.outcome().apply(time);
                } catch (Contested e) {
                    seen = null;
                }
            }
            seen = listing.look(write.id());
        }
        throw contended(1);
    }

    List<Outcome> write(List<Write> writes) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        try {
            settle(writes, outcomes);
        } catch (SyncException e) {
            throw outcomes.isEmpty() ? e : FirestoreErrors.partly(e);
        }
        return writes.stream().map(write -> known(outcomes, write)).toList();
    }

    private void settle(List<Write> writes, Map<String, Outcome> outcomes) {
        Map<String, DocumentSnapshot> seen = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Step.Send> sends = new LinkedHashMap<>();
            for (Write write : open(writes, outcomes)) {
                Step step = steps.of(write, seen.get(write.id()));
                if (step instanceof Step.Settled settled) {
                    outcomes.put(write.id(), settled.outcome());
                } else if (step instanceof Step.Send send) {
                    sends.put(write.id(), send);
                }
            }
            batches.send(sends, outcomes);
            List<Write> left = open(writes, outcomes);
            if (left.isEmpty()) {
                return;
            }
            seen = listing.look(
                    left.stream().map(Write::id).toList(),
                    (id, denied) -> outcomes.put(
                            id,
                            Outcome.refused(
                                    denied.problem().code(), denied.problem().message())));
        }
        throw contended(writes.size() - outcomes.size());
    }

    private static List<Write> open(List<Write> writes, Map<String, Outcome> outcomes) {
        return writes.stream()
                .filter(write -> !outcomes.containsKey(write.id()))
                .toList();
    }

    private static Outcome known(Map<String, Outcome> outcomes, Write write) {
        Outcome outcome = outcomes.get(write.id());
        if (outcome == null) {
            throw new IllegalStateException("there is no outcome for '" + write.id() + "'");
        }
        return outcome;
    }

    private TemporaryFailure contended(int left) {
        return TemporaryFailure.notApplied(
                "writing " + about + ": others changed " + left + " documents each time they were to be written", null);
    }
}
