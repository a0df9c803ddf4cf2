package dev.mooring.firebase.realtime;

import dev.mooring.support.events.EventStreams;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One collection of the database. Made by {@link RealtimeBackend#collection}; safe for several threads. */
final class RealtimeAdapter implements SyncAdapter, BatchWrites, Lookup, LiveChanges {

    private final Guarantees guarantees;
    private final Gate gate;
    private final RealtimeListing listing;
    private final RealtimeWrites writes;
    private final RealtimeBatch batch;
    private final RealtimeFeed feed;
    private final EventStreams live;
    private volatile boolean closed;

    RealtimeAdapter(Rest rest, Layout layout, Guarantees guarantees, Function<Hints, EventStreams> streams) {
        this.guarantees = guarantees;
        this.gate = new Gate(layout, rest.depth() + 2);
        this.listing = new RealtimeListing(rest, layout);
        this.writes = new RealtimeWrites(rest, layout);
        this.batch = new RealtimeBatch(rest, layout, writes);
        this.feed = new RealtimeFeed(rest, layout);
        this.live = streams.apply(new Hints(rest, layout, feed));
    }

    @Override
    public Page list(Cursor from, int limit) {
        ready(from, limit);
        return listing.page(from, limit);
    }

    @Override
    public Outcome create(Create create) {
        return checked(create);
    }

    @Override
    public Outcome update(Update update) {
        return checked(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return checked(delete);
    }

    @Override
    public List<Outcome> write(List<Write> given) {
        ready();
        List<Write> all = List.copyOf(given);
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Write write : all) {
            gate.refusal(write).ifPresent(refusal -> outcomes.put(write.id(), refusal));
        }
        List<Write> sent =
                all.stream().filter(write -> !outcomes.containsKey(write.id())).toList();
        List<Outcome> answers = batch.write(sent);
        for (int i = 0; i < sent.size(); i++) {
            outcomes.put(sent.get(i).id(), answers.get(i));
        }
        return all.stream()
                .map(write -> Objects.requireNonNull(outcomes.get(write.id()), "outcome"))
                .toList();
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        ready();
        return listing.find(List.copyOf(ids));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        ready(since, limit);
        return feed.page(this, since, limit);
    }

    @Override
    public Listening listen(Listener listener) {
        Objects.requireNonNull(listener, "listener");
        ready();
        return live.listen(listener);
    }

    @Override
    public Guarantees guarantees() {
        return guarantees;
    }

    @Override
    public void close() {
        closed = true;
        live.close();
    }

    @Override
    public String toString() {
        return "RealtimeAdapter[" + guarantees.scope() + "]";
    }

    private Outcome checked(Write write) {
        Objects.requireNonNull(write, "write");
        ready();
        return gate.refusal(write).orElseGet(() -> writes.write(write));
    }

    private void ready(Cursor from, int limit) {
        Objects.requireNonNull(from, "cursor");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        ready();
    }

    private void ready() {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
    }
}
