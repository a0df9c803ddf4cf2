package dev.mooring.contract.memory;

import dev.mooring.contract.fault.Transport;
import dev.mooring.contract.memory.Position.Kind;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Snapshots;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client of an {@link InMemoryBackend}. It has every capability, unless the backend was built without. Safe for several
 * threads.
 */
public final class InMemoryAdapter implements SyncAdapter, BatchWrites, Lookup, KeyScan, LiveChanges {

    private final InMemoryBackend backend;
    private final String user;
    private final Remote remote;
    private final LiveListeners listeners = new LiveListeners();
    private final AtomicBoolean closed = new AtomicBoolean();

    InMemoryAdapter(InMemoryBackend backend, String user, Transport transport) {
        this.backend = backend;
        this.user = user;
        this.remote = new Remote(transport);
    }

    @Override
    public Page list(Cursor from, int limit) {
        check(from, limit);
        return remote.read("list", () -> backend.read(reading -> reading.page(Kind.LIST, from, limit, user)));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        check(since, limit);
        if (guarantees().feed().strength() == Feed.Strength.SNAPSHOT) {
            return Snapshots.page(this, since, limit);
        }
        return remote.read("changesSince", () -> backend.read(reading -> reading.changes(since, limit, user)));
    }

    @Override
    public Outcome create(Create create) {
        return send(create);
    }

    @Override
    public Outcome update(Update update) {
        return send(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return send(delete);
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        open();
        List<Write> batch = List.copyOf(writes);
        return remote.write("write", () -> backend.batch(batch, user));
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        open();
        List<String> asked = ids.stream().distinct().toList();
        return remote.read("find", () -> backend.read(reading -> reading.find(asked, user)));
    }

    @Override
    public KeyPage keys(Cursor from, int limit) {
        check(from, limit);
        Page page = remote.read("keys", () -> backend.read(reading -> reading.page(Kind.KEYS, from, limit, user)));
        List<Key> keys = page.documents().stream()
                .map(document -> new Key(document.id(), document.version()))
                .toList();
        return new KeyPage(keys, page.next(), page.more());
    }

    @Override
    public Listening listen(Listener listener) {
        open();
        return listeners.add(backend.live(), Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public Guarantees guarantees() {
        return backend.guarantees(user);
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return backend.has(type) ? SyncAdapter.super.capability(type) : Optional.empty();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            listeners.close();
        }
    }

    @Override
    public String toString() {
        return "InMemoryAdapter[" + guarantees().scope() + "]";
    }

    private Outcome send(Write write) {
        open();
        Objects.requireNonNull(write, "write");
        Optional<Outcome> refused = Writing.refusal(write, guarantees());
        return refused.isPresent() ? refused.get() : remote.write("write", () -> backend.write(write, user));
    }

    private void check(Cursor from, int limit) {
        open();
        Objects.requireNonNull(from, "cursor");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }

    private void open() {
        if (closed.get()) {
            throw new IllegalStateException("this adapter is closed: " + this);
        }
    }
}
