package dev.mooring.migrate;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One collection and a user who writes to it, for tests. */
final class Shelf {

    private final SyncAdapter adapter;
    private final AtomicLong keys = new AtomicLong();

    private final Cursor beginning;

    Shelf(SyncAdapter adapter) {
        this.adapter = adapter;
        this.beginning = adapter.changesSince(Cursor.START, 1000).next();
    }

    Shelf(InMemoryBackend backend) {
        this(backend.client());
    }

    SyncAdapter adapter() {
        return adapter;
    }

    Side side() {
        return Side.of("items", adapter);
    }

    void create(String id, Map<String, ?> fields) {
        Create create = Create.of(key(), id, fields);
        Outcome outcome = adapter.create(create);
        outcome.match(
                applied -> outcome,
                conflict -> adapter.create(Create.of(key(), id, fields)
                        .over(conflict.now().version().orElseThrow())),
                refused -> outcome);
    }

    void update(String id, Map<String, ? extends @Nullable Object> patch) {
        adapter.update(Update.unconditional(key(), id, patch));
    }

    void delete(String id) {
        adapter.delete(Delete.unconditional(key(), id));
    }

    Shelf fill(int count) {
        for (int i = 0; i < count; i++) {
            create("r" + i, Map.of("title", "number " + i, "place", i));
        }
        return this;
    }

    /** Everything that is there. */
    Map<String, Map<String, @Nullable Object>> all() {
        Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
        Cursor at = Cursor.START;
        for (boolean more = true; more; ) {
            Page page = adapter.list(at, 1000);
            page.documents().forEach(each -> all.put(each.id(), each.fields()));
            more = page.more();
            at = page.next();
        }
        return all;
    }

    Document get(String id) {
        return adapter.capability(Lookup.class).orElseThrow().find(List.of(id)).get(0);
    }

    /** How many writes had an effect since this was made: the reference and the backend in memory count them in their versions. */
    long effects() {
        long highest = 0;
        Cursor at = beginning;
        for (boolean more = true; more; ) {
            ChangePage page = adapter.changesSince(at, 1000);
            for (var change : page.changes()) {
                String version = change.version().orElseThrow().token();
                highest = Math.max(highest, Long.parseLong(version.replaceAll("\\D", "")));
            }
            more = page.more();
            at = page.next();
        }
        return highest;
    }

    private WriteKey key() {
        return WriteKey.of("user", keys.incrementAndGet());
    }
}
