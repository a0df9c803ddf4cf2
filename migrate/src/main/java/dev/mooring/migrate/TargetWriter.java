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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends writes of different records: together where the target can, in parts that it takes. Used by one thread. */
final class TargetWriter {

    /** The code of what may have been made, nobody knows. */
    static final String UNSETTLED = "unsettled";

    private static final int ENVELOPE = 64;

    private final SyncAdapter target;
    private final Optional<BatchWrites> batches;
    private final Guarantees guarantees;
    private final Patience patience;

    TargetWriter(SyncAdapter target, Patience patience) {
        this.target = target;
        this.batches = target.capability(BatchWrites.class);
        this.guarantees = target.guarantees();
        this.patience = patience;
    }

    /** One outcome per write, in order. */
    List<Outcome> send(List<Sized> writes) {
        if (batches.isEmpty() || guarantees.largestBatch() == 1) {
            return writes.stream().map(each -> alone(each.write())).toList();
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Write> part = new ArrayList<>();
        long size = ENVELOPE;
        for (Sized each : writes) {
            boolean full = part.size() == guarantees.largestBatch() || size + each.size() > guarantees.largestBody();
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
        if (writes.size() == 1) {
            return List.of(alone(writes.get(0)));
        }
        try {
            BatchWrites batch = batches.orElseThrow();
            return patience.call(attempt -> settled(
                    writes,
                    () -> batch.write(
                            attempt == 0
                                    ? writes
                                    : writes.stream().map(Write::again).toList())));
        } catch (Rejected e) {
            // nothing was taken: the halves find out which write is to blame, or are small enough
            int half = writes.size() / 2;
            List<Outcome> outcomes = new ArrayList<>(together(writes.subList(0, half)));
            outcomes.addAll(together(writes.subList(half, writes.size())));
            return outcomes;
        }
    }

    private Outcome alone(Write write) {
        try {
            return patience.call(attempt -> settled(
                            List.of(write), () -> List.of((attempt == 0 ? write : write.again()).sendTo(target))))
                    .get(0);
        } catch (Rejected e) {
            return new Outcome.Refused(e.problem());
        }
    }

    /** A create that may double is never sent again: its record goes to the quarantine, where somebody can look. */
    private List<Outcome> settled(List<Write> writes, Supplier<List<Outcome>> call) {
        try {
            return call.get();
        } catch (TemporaryFailure e) {
            boolean creates = writes.stream().anyMatch(TargetWriter::isCreate);
            if (!e.maybeApplied() || !creates || guarantees.ids().clientMade() || !guarantees.createMayDouble()) {
                throw e;
            }
            return writes.stream()
                    .map(write -> isCreate(write) ? unsettled(e.getMessage()) : alone(write.again()))
                    .toList();
        }
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
