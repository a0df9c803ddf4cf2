package dev.mooring.firebase.firestore;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Listing;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One collection of a database. Made by {@link FirestoreBackend#collection}; safe for several threads. */
final class FirestoreAdapter implements SyncAdapter, BatchWrites, Lookup, LiveChanges {

    /** What Firestore takes in one request. */
    private static final long LARGEST_BODY = 10L * 1024 * 1024;

    private final Guarantees guarantees;
    private final Gate gate;
    private final FirestoreListing listing;
    private final FirestoreFeed feed;
    private final FirestoreWrites writes;
    private final FirestoreLive live;
    private volatile boolean closed;

    FirestoreAdapter(Documents documents, Calls calls, FirestoreBatch batches, FirestoreLive live, String scope) {
        this.guarantees = guarantees(documents.shape(), scope);
        this.gate = new Gate(documents.shape(), documents.codec());
        this.listing = new FirestoreListing(documents, calls);
        this.feed = new FirestoreFeed(documents, calls);
        this.writes = new FirestoreWrites(calls, documents, listing, batches);
        this.live = live;
    }

    private static Guarantees guarantees(FirestoreCollection shape, String scope) {
        return Guarantees.builder(scope)
                .feed(shape.feed())
                .removals(shape.removals())
                .listing(Listing.STABLE)
                .conditionalUpdates(true)
                .conditionalDeletes(true)
                .replay(shape.replay())
                .ids(Gate.IDS)
                .largestPage(shape.pageSize())
                .largestBatch(shape.batchSize())
                .largestBody(LARGEST_BODY)
                .build();
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
        all.forEach(write -> gate.refusal(write).ifPresent(refusal -> outcomes.put(write.id(), refusal)));
        List<Write> sent =
                all.stream().filter(write -> !outcomes.containsKey(write.id())).toList();
        List<Outcome> answers = writes.write(sent);
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
        return listing.find(
                new LinkedHashSet<>(ids).stream().filter(Gate.IDS::accepts).toList());
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
        return "FirestoreAdapter[" + guarantees.scope() + "]";
    }

    private Outcome checked(Write write) {
        Objects.requireNonNull(write, "write");
        ready();
        return gate.refusal(write).orElseGet(() -> sent(write));
    }

    private Outcome sent(Write write) {
        try {
            return writes.write(write);
        } catch (Rejected e) {
            return Outcome.refused(e.problem().code(), e.problem().message());
        }
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
