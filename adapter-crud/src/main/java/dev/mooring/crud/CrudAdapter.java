package dev.mooring.crud;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Snapshots;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An adapter made of functions: {@code list}, and as many of {@code create}, {@code update}, {@code delete}, {@code get} and a
 * change feed as the backend has. What it can promise follows from what it was given; see {@link CrudBuilder}. It keeps the rules
 * of {@link SyncAdapter} as far as the functions keep theirs ({@link CrudFunctions}). Safe for several threads, as far as the
 * functions are.
 */
public final class CrudAdapter implements SyncAdapter {

    private final Guarantees guarantees;
    private final Calls calls;
    private final Lister lister;
    private final Writes writes;
    private final @Nullable CrudFeed feed;
    private final @Nullable CrudLive live;
    private final Map<Class<?>, Object> capabilities;

    CrudAdapter(CrudParts parts) {
        guarantees = parts.guarantees();
        calls = parts.calls();
        lister = parts.lister();
        writes = parts.writes();
        feed = parts.feed();
        live = parts.live();
        capabilities = parts.capabilities();
    }

    /**
     * Begins an adapter.
     *
     * @param scope names backend, collection, filter and user, without a secret: when it changes everything is read anew
     */
    public static CrudBuilder builder(String scope) {
        return new CrudBuilder(scope);
    }

    @Override
    public Page list(Cursor from, int limit) {
        calls.mustBeOpen();
        Objects.requireNonNull(from, "the cursor");
        atLeastOne(limit);
        Lister.Part part = lister.part(from, limit);
        List<Document> alive = part.rows().stream()
                .filter(row -> !row.deleted())
                .map(Row::document)
                .toList();
        return part.next().map(next -> new Page(alive, next, true)).orElseGet(() -> Page.last(alive));
    }

    @Override
    public Outcome create(Create create) {
        return write(create);
    }

    @Override
    public Outcome update(Update update) {
        return write(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return write(delete);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        calls.mustBeOpen();
        Objects.requireNonNull(since, "the cursor");
        atLeastOne(limit);
        CrudFeed known = feed;
        return known == null ? Snapshots.page(this, since, limit) : known.page(since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return guarantees;
    }

    /** {@link dev.mooring.sync.Lookup} with a get function, {@link dev.mooring.sync.BatchWrites} with a function for many writes, {@link dev.mooring.sync.LiveChanges} with a subscription. */
    @Override
    public <C> Optional<C> capability(Class<C> type) {
        Object known = capabilities.get(type);
        return type.isInstance(known) ? Optional.of(type.cast(known)) : SyncAdapter.super.capability(type);
    }

    @Override
    public void close() {
        if (live != null) {
            live.close();
        }
        calls.close();
    }

    @Override
    public String toString() {
        return "CrudAdapter[" + guarantees.scope() + "]";
    }

    private Outcome write(Write write) {
        calls.mustBeOpen();
        return writes.write(Objects.requireNonNull(write, "the write"));
    }

    private static void atLeastOne(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }
}
