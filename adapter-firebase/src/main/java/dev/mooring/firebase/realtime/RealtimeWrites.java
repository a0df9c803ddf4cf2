package dev.mooring.firebase.realtime;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Change;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One write by compare-and-set: the record is read, judged, and replaced only if it is still the same. After a mismatch, which may be
 * the write itself met again, it is read and judged anew. Immutable; safe for several threads.
 */
final class RealtimeWrites {

    private static final int ATTEMPTS = 10;
    private static final int MISMATCH = 412;

    private final Rest rest;
    private final Layout layout;
    private final Plan plan;

    RealtimeWrites(Rest rest, Layout layout) {
        this.rest = rest;
        this.layout = layout;
        this.plan = new Plan(layout);
    }

    Outcome write(Write write) {
        String about = about(write);
        boolean fresh = write.match(create -> create.tombstone().isEmpty(), update -> false, delete -> false);
        String key = Keys.of(write.id());
        Rest.Row row = fresh ? Rest.Row.absent(key) : rest.row(key, about);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Outcome> outcome = plan.outcome(write, row);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            HttpAnswer answer = rest.replace(row, plan.body(write, row), about);
            if (answer.status() != MISMATCH) {
                return answered(write, key, answer);
            }
            row = rest.row(key, about);
        }
        throw TemporaryFailure.notApplied(about + ": the record changed " + ATTEMPTS + " times under the write", null);
    }

    static String about(Rest rest, Write write) {
        String verb = write.match(create -> "creating", update -> "updating", delete -> "deleting");
        return verb + " " + rest.name() + " '" + write.id() + "'";
    }

    private String about(Write write) {
        return about(rest, write);
    }

    private Outcome answered(Write write, String key, HttpAnswer answer) {
        CallKind kind = write.match(create -> CallKind.CREATE, update -> CallKind.UPDATE, delete -> CallKind.DELETE);
        Reaction reaction = RealtimeErrors.TABLE.reaction(kind, answer);
        if (reaction == Reaction.REFUSED) {
            return new Outcome.Refused(RealtimeErrors.TABLE.problem(answer));
        }
        RealtimeErrors.TABLE.check(kind, answer);
        Map<String, @Nullable Object> stored = rest.replaced(answer, key);
        return layout.stamp(stored).isPresent()
                ? Outcome.applied(layout.change(write.id(), stored))
                : readBack(write, key);
    }

    /** Where the answer repeats what was sent instead of what stands there: without the server's time there is no version. */
    private Outcome readBack(Write write, String key) {
        try {
            Rest.Row row = rest.row(key, about(write));
            return Outcome.applied(row.there() ? layout.change(write.id(), row.stored()) : Change.deleted(write.id()));
        } catch (SyncException e) {
            throw RealtimeBatch.open(e);
        }
    }
}
