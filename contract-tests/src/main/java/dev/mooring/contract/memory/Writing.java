package dev.mooring.contract.memory;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Replay;
import dev.mooring.sync.Update;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of a write: at most one effect, and what is there now. Used under the backend's lock only. */
final class Writing {

    private final Table table;
    private final Guarantees guarantees;
    private final boolean tombstones;
    private long made;

    Writing(Table table, Guarantees guarantees, boolean tombstones) {
        this.table = table;
        this.guarantees = guarantees;
        this.tombstones = tombstones;
    }

    /** The outcome of a write by a user, stamped now. */
    Outcome apply(Write write, String user) {
        return apply(write, user, table::draw);
    }

    /** The outcome of a write by a user, its stamp drawn where it has an effect. */
    Outcome apply(Write write, String user, Supplier<Stamp> stamp) {
        Optional<Change> replayed = replayed(write, user);
        if (replayed.isPresent()) {
            return new Outcome.Applied(replayed);
        }
        Optional<Outcome> refused = refusal(write, guarantees);
        return refused.isPresent()
                ? refused.get()
                : write.match(
                        create -> create(create, user, stamp),
                        update -> update(update, user, stamp),
                        delete -> delete(delete, user, stamp));
    }

    private Optional<Change> replayed(Write write, String user) {
        if (guarantees.replay() == Replay.KEYS) {
            return table.madeBy(write.key()).map(id -> table.change(id, user));
        }
        Row row = table.row(write.id());
        boolean known = guarantees.replay() == Replay.DEVICE_KEYS
                && row != null
                && row.keys().contains(write.key());
        return known ? Optional.of(table.change(write.id(), user)) : Optional.empty();
    }

    /** Why a write is refused whatever is there: a client says so without asking (ID-9). */
    static Optional<Outcome> refusal(Write write, Guarantees guarantees) {
        Verb verb = write.match(create -> Verb.CREATE, update -> Verb.UPDATE, delete -> Verb.DELETE);
        if (!guarantees.verbs().contains(verb)) {
            return Optional.of(Outcome.refused("verb", "this collection allows no " + verb));
        }
        boolean temporary = verb == Verb.CREATE && !guarantees.ids().clientMade();
        if (!temporary && !guarantees.ids().accepts(write.id())) {
            return Optional.of(Outcome.refused("id", "the id '" + write.id() + "' is outside the rule for ids"));
        }
        return Optional.empty();
    }

    private Outcome create(Create create, String user, Supplier<Stamp> stamp) {
        String id = guarantees.ids().clientMade() ? create.id() : makeId();
        Row there = table.row(id);
        if (there == null) {
            return Outcome.applied(put(create.key(), id, user, create.fields(), Set.of(), stamp));
        }
        if (!there.owner().equals(user)) {
            return Outcome.refused("taken", "the id '" + id + "' is taken");
        }
        boolean overThis = there.deleted() && create.tombstone().equals(Optional.of(there.version()));
        if (!overThis) {
            return Outcome.conflict(there.seenBy(user));
        }
        return Outcome.applied(put(create.key(), id, user, create.fields(), there.keys(), stamp));
    }

    private Outcome update(Update update, String user, Supplier<Stamp> stamp) {
        Row there = table.row(update.id());
        if (there == null || !there.livesFor(user)) {
            return Outcome.conflict(table.change(update.id(), user));
        }
        if (guarantees.conditionalUpdates() && isStale(update.baseVersion(), there)) {
            return Outcome.conflict(there.seenBy(user));
        }
        Map<String, @Nullable Object> fields = Fields.apply(there.fields(), update.patch());
        return Outcome.applied(put(update.key(), there.id(), user, fields, there.keys(), stamp));
    }

    private Outcome delete(Delete delete, String user, Supplier<Stamp> stamp) {
        Row there = table.row(delete.id());
        if (there == null || !there.livesFor(user)) {
            table.remember(delete.key(), delete.id());
            return Outcome.applied(table.change(delete.id(), user));
        }
        if (guarantees.conditionalDeletes() && isStale(delete.baseVersion(), there)) {
            return Outcome.conflict(there.seenBy(user));
        }
        Set<WriteKey> keys = Row.with(there.keys(), delete.key());
        table.put(new Row(there.id(), user, Map.of(), stamp.get(), false, true, keys));
        table.remember(delete.key(), there.id());
        if (!tombstones) {
            table.forget(there.id());
        }
        return Outcome.applied(table.change(there.id(), user));
    }

    private static boolean isStale(Optional<Version> base, Row there) {
        return base.isPresent() && !base.get().equals(there.version());
    }

    private Change put(
            WriteKey key,
            String id,
            String user,
            Map<String, @Nullable Object> fields,
            Set<WriteKey> keys,
            Supplier<Stamp> stamp) {
        Stamp drawn = stamp.get();
        Map<String, @Nullable Object> stored = new LinkedHashMap<>(fields);
        for (String managed : guarantees.managedFields()) {
            stored.put(managed, drawn.number());
        }
        Set<WriteKey> contains = guarantees.replay().keepsKeys() ? Row.with(keys, key) : Set.of();
        table.put(new Row(id, user, Fields.document(stored), drawn, false, false, contains));
        table.remember(key, id);
        return table.change(id, user);
    }

    private String makeId() {
        made++;
        return guarantees.ids().type() == Ids.Type.INTEGER ? String.valueOf(made) : "made" + made;
    }
}
