package dev.mooring.crud;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many writes in one call: new rows together, then updates, then deletes. What must look first looks for itself; what has no
 * function for many is sent alone. Safe for several threads.
 */
final class Batches implements BatchWrites {

    private final Writes writes;
    private final Sender sender;
    private final Calls calls;
    private final int largest;

    Batches(Writes writes, Sender sender, Calls calls, int largest) {
        this.writes = writes;
        this.sender = sender;
        this.calls = calls;
        this.largest = largest;
    }

    @Override
    public List<Outcome> write(List<Write> batch) {
        calls.mustBeOpen();
        check(batch);
        Run run = new Run(batch);
        run.prepare();
        run.sendGroups();
        return run.outcomes();
    }

    private void check(List<Write> batch) {
        Set<String> ids = new HashSet<>();
        batch.forEach(write -> ids.add(write.id()));
        if (batch.isEmpty() || ids.size() < batch.size()) {
            throw new IllegalArgumentException("a batch has at least one write, each of another record; it had "
                    + batch.size() + " writes of " + ids.size() + " records");
        }
        if (batch.size() > largest) {
            throw new Rejected(
                    new Problem("batch", "a batch has at most " + largest + " writes, it had " + batch.size()));
        }
    }

    /** One batch on its way. */
    private final class Run {
        private final List<Write> batch;
        private final @Nullable Outcome[] outcomes;
        private final Map<String, Map<Integer, RowWrite>> groups = new LinkedHashMap<>();
        private boolean taken;

        Run(List<Write> batch) {
            this.batch = batch;
            this.outcomes = new @Nullable Outcome[batch.size()];
            List.of("createAll", "updateAll", "deleteAll").forEach(kind -> groups.put(kind, new LinkedHashMap<>()));
        }

        void prepare() {
            for (int i = 0; i < batch.size(); i++) {
                int place = i;
                Step step = writes.first(batch.get(place));
                step.<@Nullable Object>match(
                        decided -> outcomes[place] = decided,
                        request -> groups.computeIfAbsent(Sender.kind(request), kind -> new LinkedHashMap<>())
                                .put(place, request));
            }
        }

        void sendGroups() {
            for (Map<Integer, RowWrite> group : groups.values()) {
                if (!group.isEmpty()) {
                    sendGroup(group);
                }
            }
        }

        private void sendGroup(Map<Integer, RowWrite> group) {
            List<RowWrite> requests = List.copyOf(group.values());
            if (!sender.sendsMany(requests.get(0))) {
                sendOneByOne(group.keySet());
                return;
            }
            List<Answer> answers;
            try {
                answers = sender.sendAll(requests);
            } catch (Rejected e) {
                rejected(group.keySet(), e);
                return;
            } catch (SyncException e) {
                throw failed(e);
            }
            int next = 0;
            for (int place : group.keySet()) {
                settle(place, requests.get(next), answers.get(next));
                next++;
            }
        }

        /** Nothing of this group was taken; that may be said of the batch only when nothing else was taken either. */
        private void rejected(Set<Integer> places, Rejected why) {
            if (!taken && places.size() == batch.size()) {
                throw why;
            }
            sendOneByOne(places);
        }

        private void sendOneByOne(Set<Integer> places) {
            for (int place : places) {
                try {
                    outcomes[place] = writes.write(batch.get(place));
                } catch (SyncException e) {
                    throw failed(e);
                }
                taken = true;
            }
        }

        private void settle(int place, RowWrite request, Answer answer) {
            taken = true;
            try {
                outcomes[place] = writes.finish(batch.get(place), request, answer);
            } catch (SyncException e) {
                throw failed(e);
            }
        }

        /** A failure speaks of every write of the batch: once something was taken, of each it is open whether it was. */
        private SyncException failed(SyncException e) {
            return taken ? TemporaryFailure.maybeApplied("a batch failed after a part of it was taken", e) : e;
        }

        List<Outcome> outcomes() {
            List<Outcome> all = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                all.add(Objects.requireNonNull(outcome));
            }
            return all;
        }
    }
}
