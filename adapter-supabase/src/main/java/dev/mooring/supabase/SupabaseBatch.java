package dev.mooring.supabase;

import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Many writes: new rows in one statement, updates by the same patch in one, deletes in one, everything else one by one, since
 * PostgREST has no other statement with a precondition per row. The new rows go first: while nothing else was sent a refusal means that nothing was taken. Immutable; safe for
 * several threads.
 */
final class SupabaseBatch {

    private final SupabaseTable table;
    private final Creates creates;
    private final Updates updates;
    private final Deletes deletes;
    private final Function<Write, Outcome> single;

    SupabaseBatch(
            SupabaseTable table, Creates creates, Updates updates, Deletes deletes, Function<Write, Outcome> single) {
        this.table = table;
        this.creates = creates;
        this.updates = updates;
        this.deletes = deletes;
        this.single = single;
    }

    List<Outcome> write(List<Write> writes) {
        return new Run().write(writes);
    }

    /** One batch. */
    private final class Run {

        private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
        private final List<Create> fresh = new ArrayList<>();
        private final List<Update> patches = new ArrayList<>();
        private final List<Delete> demanded = new ArrayList<>();
        private final List<Delete> gone = new ArrayList<>();
        private final List<Write> others = new ArrayList<>();
        private boolean touched;

        List<Outcome> write(List<Write> writes) {
            writes.forEach(this::sort);
            try {
                for (int at = 0; at < fresh.size(); at += table.batchSize()) {
                    create(fresh.subList(at, Math.min(at + table.batchSize(), fresh.size())));
                }
                new SamePatches(updates).parts(patches).forEach(this::together);
                Addressed.groups(demanded, deletes::conditions).forEach(this::deleteDemanded);
                others.stream()
                        .filter(write -> !outcomes.containsKey(write.id()))
                        .forEach(this::alone);
                Map<String, Delete> byId = new LinkedHashMap<>();
                gone.forEach(delete -> byId.put(delete.id(), delete));
                Addressed.lists(List.copyOf(byId.keySet())).forEach(part -> delete(part, byId));
            } catch (SyncException failure) {
                throw touched ? Sender.partly(failure) : failure;
            }
            return writes.stream().map(write -> outcome(write.id())).toList();
        }

        private void sort(Write write) {
            boolean taken = write.match(
                    create -> create.tombstone().isEmpty() && fresh.add(create),
                    update -> !patches.add(update),
                    delete -> delete.baseVersion().isEmpty() ? gone.add(delete) : !demanded.add(delete));
            if (!taken) {
                others.add(write);
            }
        }

        private void create(List<Create> some) {
            Creates.Made made = creates.together(some, CallKind.BATCH);
            if (made.refusal().isPresent() && some.size() > 1) {
                if (!touched) {
                    throw new Rejected(made.refusal().get().problem());
                }
                some.forEach(this::alone);
                return;
            }
            for (int i = 0; i < some.size(); i++) {
                outcomes.put(some.get(i).id(), made.outcomes().get(i));
            }
            touched = true;
        }

        private void alone(Write write) {
            outcomes.put(write.id(), single.apply(write));
            touched = true;
        }

        /** A refusal of one is a refusal of all, so that then each is sent alone. */
        private void together(List<Update> some) {
            done(updates.together(some));
        }

        private void deleteDemanded(List<Delete> some) {
            done(deletes.demanded(some));
        }

        private void done(Map<String, Outcome> some) {
            outcomes.putAll(some);
            touched |= !some.isEmpty();
        }

        private void delete(List<String> ids, Map<String, Delete> byId) {
            done(deletes.together(ids));
            byId.values().stream()
                    .filter(delete -> ids.contains(delete.id()) && !outcomes.containsKey(delete.id()))
                    .forEach(this::alone);
        }

        private Outcome outcome(String id) {
            Outcome outcome = outcomes.get(id);
            if (outcome == null) {
                throw new IllegalStateException("there is no outcome for '" + id + "'");
            }
            return outcome;
        }
    }
}
