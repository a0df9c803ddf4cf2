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
    private final Door door;

    FetchAdapter(FetchParts parts) {
        this.parts = parts;
        this.door = new Door("FetchAdapter[" + parts.guarantees().scope() + "]");
    }

    @Override
    public Page list(Cursor from, int limit) {
        door.enter(from, limit);
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
        door.enter(since, limit);
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
        door.close();
        parts.close();
    }

    @Override
    public String toString() {
        return door.toString();
    }

    private <W extends Write> Outcome checked(W write, Function<W, Outcome> action) {
        Objects.requireNonNull(write, "write");
        door.enter();
        return parts.gate().refusal(write).orElseGet(() -> action.apply(write));
    }
}
