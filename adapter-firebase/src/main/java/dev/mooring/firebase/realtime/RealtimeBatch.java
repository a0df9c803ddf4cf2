package dev.mooring.firebase.realtime;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Many writes: what has no precondition in one request that the database takes whole or not at all, everything else one by one, since a
 * write of many places has no preconditions. Immutable; safe for several threads.
 */
final class RealtimeBatch {

    private final Rest rest;
    private final Layout layout;
    private final Plan plan;
    private final RealtimeWrites writes;

    RealtimeBatch(Rest rest, Layout layout, RealtimeWrites writes) {
        this.rest = rest;
        this.layout = layout;
        this.plan = new Plan(layout);
        this.writes = writes;
    }

    List<Outcome> write(List<Write> all) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<Write> free = all.stream().filter(RealtimeBatch::isFree).toList();
        if (free.size() > 1) {
            together(free, outcomes);
        }
        boolean begun = !outcomes.isEmpty();
        for (Write write : all) {
            try {
                if (!outcomes.containsKey(write.id())) {
                    outcomes.put(write.id(), writes.write(write));
                    begun = true;
                }
            } catch (SyncException e) {
                throw begun ? open(e) : e;
            }
        }
        return all.stream()
                .map(write -> Objects.requireNonNull(outcomes.get(write.id()), "outcome"))
                .toList();
    }

    /** A failure after a part of the writes may have had its effect: all of them may be sent again. */
    static TemporaryFailure open(SyncException failure) {
        TemporaryFailure open = TemporaryFailure.maybeApplied(
                "a part of what was to be written was taken, then: " + failure.getMessage(), failure);
        return failure instanceof TemporaryFailure temporary
                ? temporary.retryAfter().map(open::retryAfter).orElse(open)
                : open;
    }

    private static boolean isFree(Write write) {
        return write.baseVersion().isEmpty() && write.match(create -> false, update -> true, delete -> true);
    }

    /** Where the database refuses the whole, each write is left to be sent alone, so that only the one to blame is refused. */
    private void together(List<Write> free, Map<String, Outcome> outcomes) {
        Map<String, @Nullable Object> places = new LinkedHashMap<>();
        List<Write> sent = new ArrayList<>();
        for (Write write : free) {
            String key = Keys.of(write.id());
            Rest.Row row = rest.row(key, RealtimeWrites.about(rest, write));
            Optional<Outcome> outcome = plan.outcome(write, row);
            if (outcome.isPresent()) {
                outcomes.put(write.id(), outcome.get());
            } else {
                layout.changes(write, row.stored()).forEach((place, value) -> places.put(key + "/" + place, value));
                sent.add(write);
            }
        }
        if (sent.isEmpty()) {
            return;
        }
        HttpAnswer answer = rest.change(places, "writing " + sent.size() + " records of " + rest.name());
        if (RealtimeErrors.TABLE.reaction(CallKind.BATCH, answer) == Reaction.REFUSED) {
            return;
        }
        RealtimeErrors.TABLE.check(CallKind.BATCH, answer);
        rest.changed(answer);
        sent.forEach(write -> outcomes.put(write.id(), Outcome.applied()));
    }
}
