package dev.mooring.migrate;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends writes of different records: together where the target can, in parts that it takes. Used by one thread. */
final class TargetWriter {

    /** The code of what may have been made, nobody knows. */
    static final String UNSETTLED = "unsettled";

    private static final int ENVELOPE = 64;

    /** So many smaller calls are answered before a larger one is tried again: one that does not end costs a time-out. */
    private static final int CALMED = 16;

    private final SyncAdapter target;
    private final Optional<BatchWrites> batches;
    private final Guarantees guarantees;
    private final Patience patience;
    private final int largest;

    /** How many writes go together for now. */
    private int most;

    private int answered;

    TargetWriter(SyncAdapter target, Patience patience) {
        this.target = target;
        this.batches = target.capability(BatchWrites.class);
        this.guarantees = target.guarantees();
        this.patience = patience;
        this.largest = batches.isEmpty() ? 1 : guarantees.largestBatch();
        this.most = largest;
    }

    /** One outcome per write, in order. */
    List<Outcome> send(List<Sized> writes) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Write> part = new ArrayList<>();
        long size = ENVELOPE;
        for (Sized each : writes) {
            boolean full = part.size() == largest || size + each.size() > guarantees.largestBody();
            if (full && !part.isEmpty()) {
                outcomes.addAll(together(part));
                part = new ArrayList<>();
                size = ENVELOPE;
            }
            part.add(each.write());
            size += each.size();
        }
        if (!part.isEmpty()) {
            outcomes.addAll(together(part));
        }
        return outcomes;
    }

    private List<Outcome> together(List<Write> writes) {
        List<Write> open = new ArrayList<>(writes);
        List<Outcome> outcomes = new ArrayList<>();
        while (!open.isEmpty()) {
            List<Outcome> some = some(open);
            open.subList(0, some.size()).clear();
            outcomes.addAll(some);
        }
        return outcomes;
    }

    /** The outcomes of the first ones. */
    private List<Outcome> some(List<Write> open) {
        try {
            return patience.call(attempt -> sent(first(open)));
        } catch (Rejected e) {
            List<Write> part = first(open);
            return part.size() == 1 ? List.of(new Outcome.Refused(e.problem())) : halves(part);
        }
    }

    /** As many as may go together. What must not be sent again goes alone with its like, so that the others can be. */
    private List<Write> first(List<Write> open) {
        int end = Math.min(most, open.size());
        for (int i = 1; i < end; i++) {
            end = mayDouble(open.get(i)) == mayDouble(open.get(0)) ? end : i;
        }
        return open.subList(0, end);
    }

    /** Nothing was taken: the halves find out which write is to blame, or are small enough. */
    private List<Outcome> halves(List<Write> part) {
        int half = part.size() / 2;
        List<Outcome> outcomes = new ArrayList<>(together(part.subList(0, half)));
        outcomes.addAll(together(part.subList(half, part.size())));
        if (outcomes.stream().allMatch(TargetWriter::isTaken)) {
            fewer(part.size());
        }
        return outcomes;
    }

    /** A call that may not have ended in time is made again with half of it. */
    private List<Outcome> sent(List<Write> part) {
        try {
            List<Outcome> outcomes = part.size() == 1
                    ? List.of(part.get(0).sendTo(target))
                    : batches.orElseThrow().write(List.copyOf(part));
            more(part.size());
            return outcomes;
        } catch (TemporaryFailure e) {
            if (e.maybeApplied()) {
                fewer(part.size());
                if (mayDouble(part.get(0))) {
                    return part.stream().map(write -> unsettled(e.getMessage())).toList();
                }
            }
            part.replaceAll(Write::again);
            throw e;
        }
    }

    private void fewer(int tooMany) {
        most = Math.min(most, Math.max(1, tooMany / 2));
        answered = 0;
    }

    private void more(int size) {
        answered += size == most ? 1 : 0;
        if (answered == CALMED) {
            most = Math.min(largest, most * 2);
            answered = 0;
        }
    }

    /** Such a create is never sent again: its record goes to the quarantine, where somebody can look. */
    private boolean mayDouble(Write write) {
        return isCreate(write) && !guarantees.ids().clientMade() && guarantees.createMayDouble();
    }

    private static boolean isTaken(Outcome outcome) {
        return outcome.match(applied -> true, conflict -> true, refused -> false);
    }

    static Outcome unsettled(@Nullable String why) {
        return Outcome.refused(
                UNSETTLED, "the record may have been made already, and making it again might double it: " + why);
    }

    private static boolean isCreate(Write write) {
        return write.match(create -> true, update -> false, delete -> false);
    }

    /**
     * A write and roughly how large it is.
     *
     * @param write the write
     * @param size bytes in a request
     */
    record Sized(Write write, int size) {}
}
