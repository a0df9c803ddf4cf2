package dev.mooring.fetch;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Snapshots;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** One collection of a REST API. Made by {@link FetchBackend#collection}; safe for several threads. */
final class FetchAdapter implements SyncAdapter {

    private final FetchParts parts;
    private volatile boolean closed;

    FetchAdapter(FetchParts parts) {
        this.parts = parts;
    }

    @Override
    public Page list(Cursor from, int limit) {
        ready(from, limit);
        return parts.listing().page(from, limit);
    }

    @Override
    public Outcome create(Create create) {
        return checked(create, parts.creates()::create);
    }

    @Override
    public Outcome update(Update update) {
        return checked(update, parts.updates()::update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return checked(delete, parts.deletes()::delete);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        ready(since, limit);
        return parts.feed().isPresent() ? parts.feed().get().page(since, limit) : Snapshots.page(this, since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return parts.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : parts.capability(type);
    }

    @Override
    public void close() {
        closed = true;
        parts.close();
    }

    @Override
    public String toString() {
        return "FetchAdapter[" + parts.guarantees().scope() + "]";
    }

    /** Fails after {@link #close}. */
    void ready() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
    }

    private void ready(Cursor from, int limit) {
        Objects.requireNonNull(from, "cursor");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        ready();
    }

    private <W extends Write> Outcome checked(W write, Function<W, Outcome> action) {
        Objects.requireNonNull(write, "write");
        ready();
        return parts.gate().refusal(write).orElseGet(() -> action.apply(write));
    }
}
