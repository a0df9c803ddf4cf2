package dev.mooring.supabase;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One table of a project. Made by {@link SupabaseBackend#collection}; safe for several threads. */
final class SupabaseAdapter implements SyncAdapter, BatchWrites, Lookup, KeyScan {

    private final Guarantees guarantees;
    private final Gate gate;
    private final SupabaseListing listing;
    private final Writes writes;
    private final Optional<Pages> feed;
    private final Optional<SupabaseLive> live;
    private volatile boolean closed;

    SupabaseAdapter(Rest rest, Guarantees guarantees, Optional<SupabaseLive> live) {
        this.guarantees = guarantees;
        this.live = live;
        this.gate = new Gate(rest.table());
        this.listing = new SupabaseListing(rest);
        Sender sender = new Sender(rest, listing);
        boolean kit = rest.table().kit().isPresent();
        this.writes = kit ? new KitWrites(rest, sender) : new PlainWrites(rest, sender, listing);
        this.feed = kit ? Optional.of(new KitFeed(rest)::page) : stamped(rest);
    }

    private static Optional<Pages> stamped(Rest rest) {
        return rest.table().updated().isEmpty() ? Optional.empty() : Optional.of(new SupabaseFeed(rest)::page);
    }

    /** A feed. */
    private interface Pages {

        ChangePage page(SyncAdapter adapter, Cursor since, int limit);
    }

    @Override
    public Page list(Cursor from, int limit) {
        ready(from, limit);
        return listing.page(from, limit);
    }

    @Override
    public KeyPage keys(Cursor from, int limit) {
        ready(from, limit);
        return listing.keys(from, limit);
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
        List<Outcome> answers = sent.isEmpty() ? List.of() : writes.write(sent);
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
        List<String> possible =
                new LinkedHashSet<>(ids).stream().filter(gate::accepts).toList();
        return listing.documents(listing.find(possible));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        ready(since, limit);
        return feed.isPresent() ? feed.get().page(this, since, limit) : Snapshots.page(this, since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return guarantees;
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return type == LiveChanges.class ? live.map(type::cast) : SyncAdapter.super.capability(type);
    }

    @Override
    public void close() {
        closed = true;
        live.ifPresent(SupabaseLive::close);
    }

    @Override
    public String toString() {
        return "SupabaseAdapter[" + guarantees.scope() + "]";
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
