package dev.mooring.contract.guide;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Replay;
import dev.mooring.sync.Snapshots;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The adapter of the guide: five verbs over a map. Safe for several threads. */
final class NotesAdapter implements SyncAdapter {

    // snippet: claims
    private static final Guarantees GUARANTEES = Guarantees.builder("notes")
            .listing(Listing.STABLE)
            .replay(Replay.IDS)
            .build();
    // end

    // snippet: state
    private static final String AFTER = "after:";

    private final Notes notes;
    private volatile boolean closed;

    NotesAdapter(Notes notes) {
        this.notes = notes;
    }
    // end

    // snippet: read
    @Override
    public Page list(Cursor from, int limit) {
        check(limit);
        String after = from.token().startsWith(AFTER) ? from.token().substring(AFTER.length()) : "";
        synchronized (notes) {
            List<Document> rest = notes.rows.tailMap(after, false).entrySet().stream()
                    .map(row -> Document.of(row.getKey(), row.getValue()))
                    .toList();
            int size = Math.min(rest.size(), Math.min(limit, GUARANTEES.largestPage()));
            if (size == rest.size()) {
                return Page.last(rest);
            }
            return new Page(
                    rest.subList(0, size), new Cursor(AFTER + rest.get(size - 1).id()), true);
        }
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return Snapshots.page(this, since, limit);
    }
    // end

    // snippet: write
    @Override
    public Outcome create(Create create) {
        if (isOutside(create)) {
            return refused(create);
        }
        synchronized (notes) {
            Map<String, @Nullable Object> there = notes.rows.putIfAbsent(create.id(), create.fields());
            return there == null ? Outcome.applied(now(create.id())) : Outcome.conflict(now(create.id()));
        }
    }

    @Override
    public Outcome update(Update update) {
        if (isOutside(update)) {
            return refused(update);
        }
        synchronized (notes) {
            Map<String, @Nullable Object> there = notes.rows.get(update.id());
            if (there == null) {
                return Outcome.conflict(Change.deleted(update.id()));
            }
            notes.rows.put(update.id(), Fields.apply(there, update.patch()));
            return Outcome.applied(now(update.id()));
        }
    }

    @Override
    public Outcome delete(Delete delete) {
        if (isOutside(delete)) {
            return refused(delete);
        }
        synchronized (notes) {
            notes.rows.remove(delete.id());
            return Outcome.applied(Change.deleted(delete.id()));
        }
    }

    private Change now(String id) {
        return Change.of(Document.of(id, Objects.requireNonNull(notes.rows.get(id))));
    }

    private boolean isOutside(Write write) {
        check(1);
        return !GUARANTEES.ids().accepts(write.id());
    }

    private static Outcome refused(Write write) {
        return Outcome.refused("id", "notes take no id like '" + write.id() + "'");
    }
    // end

    // snippet: rest
    @Override
    public Guarantees guarantees() {
        return GUARANTEES;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void check(int limit) {
        if (closed) {
            throw new IllegalStateException("the adapter of notes is closed");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }
    // end
}
