package dev.mooring.crud;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An adapter's parts, put together as a builder says. */
record CrudParts(
        Guarantees guarantees,
        Calls calls,
        Lister lister,
        Writes writes,
        @Nullable CrudFeed feed,
        @Nullable CrudLive live,
        Map<Class<?>, Object> capabilities) {

    static CrudParts of(CrudBuilder b) {
        Guarantees guarantees = CrudClaims.of(b);
        Calls calls = new Calls(b.scope, new CrudErrors(b.errors), b.timeout);
        RowReader reader = new RowReader(columns(b), b.scope, b.reports);
        CursorText cursors = new CursorText(b.scope);
        Lister lister = new Lister(pages(b), calls, reader, cursors, b.largestPage);
        Getter getter = new Getter(b.get, lister, calls, reader);
        WriteFunctions functions =
                new WriteFunctions(b.create, b.update, b.delete, b.createAll, b.updateAll, b.deleteAll);
        Policy policy = new Policy(guarantees, b.exact, b.whole, b.update != null, CrudClaims.deletesByUpdate(b));
        Sender sender = new Sender(functions, calls);
        Saved saved = new Saved(reader, policy, calls, b.onSaved);
        Writes writes = new Writes(reader.columns(), policy, getter, sender, saved);

        CrudLive live = b.subscribe == null ? null : new CrudLive(b.subscribe, calls, b.reconnectPause, b.reports);
        Map<Class<?>, Object> capabilities = new LinkedHashMap<>();
        if (b.get != null) {
            capabilities.put(Lookup.class, new CrudLookup(getter, b.ids, calls));
        }
        if (functions.sendsMany()) {
            capabilities.put(BatchWrites.class, new Batches(writes, sender, calls, b.largestBatch));
        }
        if (live != null) {
            capabilities.put(LiveChanges.class, live);
        }
        return new CrudParts(
                guarantees, calls, lister, writes, feed(b, lister, calls, reader, cursors), live, capabilities);
    }

    private static Columns columns(CrudBuilder b) {
        return new Columns(
                b.id,
                Optional.ofNullable(b.created),
                Optional.ofNullable(b.updated),
                Optional.ofNullable(b.version),
                Optional.ofNullable(b.softDelete),
                Optional.ofNullable(b.writeKeys),
                b.managed);
    }

    private static CrudFunctions.ListPages pages(CrudBuilder b) {
        CrudFunctions.ListAll all = b.list;
        return all != null
                ? (cursor, limit) -> Rows.last(all.rows())
                : Objects.requireNonNull(b.listPages, "listPages");
    }

    private static @Nullable CrudFeed feed(
            CrudBuilder b, Lister lister, Calls calls, RowReader reader, CursorText cursors) {
        if (b.listSince != null) {
            WindowTail tail =
                    new WindowTail(b.listSince, calls, reader, cursors, b.feed.overlap(), b.clock, b.largestPage);
            return new CrudFeed(lister, tail, cursors);
        }
        if (b.changes != null && b.logPosition != null) {
            return new CrudFeed(
                    lister, new LogTail(b.logPosition, b.changes, calls, reader, cursors, b.largestPage), cursors);
        }
        return null;
    }
}
