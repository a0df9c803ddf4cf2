package dev.mooring.server;

import dev.mooring.server.Command.Verb;
import dev.mooring.server.Users.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies one write inside a transaction: the key first, then what is there, then the precondition, then the change. A write
 * that is rejected has changed nothing.
 */
final class Writes {
    private static final int KEPT_KEYS = 16;

    private final Records records;
    private final RememberedKeys keys;
    private final Users users;
    private final NewIds newIds;
    private final Limits limits;

    Writes(Records records, RememberedKeys keys, Users users, NewIds newIds, Limits limits) {
        this.records = records;
        this.keys = keys;
        this.users = users;
        this.newIds = newIds;
        this.limits = limits;
    }

    Done apply(Caller caller, String collection, Command command) {
        String print = command.print();
        Optional<Done> replay = command.key()
                .flatMap(key -> keys.find(caller, collection, key, print))
                .map(id -> Done.replayed(id, records.find(collection, id)));
        if (replay.isPresent()) {
            return replay.get();
        }
        Done done = act(caller, collection, command);
        command.key().ifPresent(key -> keys.remember(caller, collection, key, done.id(), print));
        return done;
    }

    private Done act(Caller caller, String collection, Command command) {
        Optional<Row> there = command.id().flatMap(id -> records.find(collection, id));
        boolean hidden = there.isPresent() && !there.get().owner().equals(caller.owner());
        return switch (command.verb()) {
            case CREATE -> create(caller, collection, command, there, hidden);
            case PUT -> put(caller, collection, command, there, hidden);
            case PATCH, MERGE -> patch(command, hidden ? Optional.empty() : there);
            case DELETE -> delete(command, hidden ? Optional.empty() : there);
        };
    }

    private Done create(Caller caller, String collection, Command command, Optional<Row> there, boolean hidden) {
        refuseHidden(hidden);
        if (there.filter(Row::living).isPresent()) {
            throw new Rejection(409, "id-taken", "a record with this id exists").with(there.get());
        }
        newIds.check(command.id());
        return save(201, caller, collection, command, there, command.fields());
    }

    private Done put(Caller caller, String collection, Command command, Optional<Row> there, boolean hidden) {
        refuseHidden(hidden);
        requireCondition(command, there);
        if (there.isEmpty()) {
            newIds.check(command.id());
        }
        int status = there.filter(Row::living).isPresent() ? 200 : 201;
        return save(status, caller, collection, command, there, command.fields());
    }

    private Done patch(Command command, Optional<Row> there) {
        Row row = there.filter(Row::living)
                .orElseThrow(() -> new Rejection(404, "absent", "there is no such record").with(there.orElse(null)));
        requireCondition(command, there);
        Map<String, @Nullable Object> before = Json.stored(row.fields());
        Map<String, @Nullable Object> after = command.verb() == Verb.PATCH
                ? Patch.replace(before, command.fields())
                : Patch.merge(before, command.fields());
        Caller owner = new Caller("", row.owner());
        return save(200, owner, row.collection(), command, there, after);
    }

    /** What is gone is gone: a precondition protects a record that exists. */
    private Done delete(Command command, Optional<Row> there) {
        String id = command.id().orElseThrow();
        if (there.isEmpty()) {
            return Done.unchanged(404, id, there);
        }
        Row row = there.get();
        if (row.deleted()) {
            return Done.unchanged(200, id, there);
        }
        requireCondition(command, there);
        Row tombstone =
                new Row(row.collection(), id, records.nextSequence(), row.owner(), true, "{}", "[]", records.now());
        records.save(tombstone);
        return Done.changed(200, tombstone);
    }

    private Done save(
            int status,
            Caller caller,
            String collection,
            Command command,
            Optional<Row> before,
            Map<String, @Nullable Object> whole) {
        String owner = command.owner().map(users::owner).orElse(caller.owner());
        String fields = fields(whole);
        long sequence = records.nextSequence();
        String id = command.id().orElseGet(() -> newIds.make(sequence));
        Row row = new Row(collection, id, sequence, owner, false, fields, keys(before, command), records.now());
        records.save(row);
        if (owner.equals(caller.owner())) {
            return Done.changed(status, row);
        }
        records.moved(row, caller.owner());
        return new Done(status, id, Optional.of(row), false, caller.owner());
    }

    private String fields(Map<String, @Nullable Object> whole) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(whole);
        kept.values().removeIf(value -> value == null);
        String text = Json.write(kept);
        if (text.getBytes(StandardCharsets.UTF_8).length > limits.record()) {
            throw new Rejection(413, "record-too-large", "a record may have at most " + limits.record() + " bytes");
        }
        return text;
    }

    /** The key that made the record stays: it pairs a server-made id with the write that asked for it. */
    private static String keys(Optional<Row> before, Command command) {
        List<@Nullable Object> all = new ArrayList<>();
        before.filter(Row::living).ifPresent(row -> all.addAll(Shape.list(Json.parse(row.keys()), "the stored keys")));
        command.key().ifPresent(all::add);
        while (all.size() > KEPT_KEYS) {
            all.remove(1);
        }
        return Json.write(all);
    }

    private static void requireCondition(Command command, Optional<Row> there) {
        if (!command.condition().holds(there)) {
            throw new Rejection(412, "version-mismatch", "the record is not in the state that the request asks for")
                    .with(there.orElse(null));
        }
    }

    private static void refuseHidden(boolean hidden) {
        if (hidden) {
            throw new Rejection(403, "id-hidden", "this id cannot be used by you");
        }
    }
}
