package dev.mooring.fetch;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.Snapshots;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A collection that is one document: the document is its one record, or its members are its records. A write reads the document, changes it
 * and puts it back under the ETag that was read, again and again while others are faster. Without ETags what others write in between is
 * lost. Safe for several threads.
 */
final class SingleAdapter implements SyncAdapter {

    private static final int MOST_ROUNDS = 10;

    private final SingleDocument document;
    private final SingleShape shape;
    private final Exchange exchange;
    private final Guarantees guarantees;
    private final Gate gate;

    /** Writers of this adapter would only get into each other's way. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Door door;

    SingleAdapter(SingleDocument document, SingleShape shape, Exchange exchange, Guarantees guarantees, Gate gate) {
        this.document = document;
        this.shape = shape;
        this.exchange = exchange;
        this.guarantees = guarantees;
        this.gate = gate;
        this.door = new Door("FetchAdapter[" + guarantees.scope() + "]");
    }

    @Override
    public Page list(Cursor from, int limit) {
        door.enter(from, limit);
        return Page.last(shape.documents(document.read()));
    }

    @Override
    public Outcome create(Create create) {
        return write(create, there -> there == null ? create.fields() : null);
    }

    @Override
    public Outcome update(Update update) {
        return write(update, there -> there == null ? null : Fields.apply(there.fields(), update.patch()));
    }

    @Override
    public Outcome delete(Delete delete) {
        return write(delete, there -> null);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        door.enter(since, limit);
        return Snapshots.page(this, since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return guarantees;
    }

    @Override
    public void close() {
        door.close();
    }

    @Override
    public String toString() {
        return door.toString();
    }

    /** What a record is to become; null where the write does not fit what is there, or is a deletion. */
    private interface Becoming {
        @Nullable Map<String, @Nullable Object> apply(@Nullable Document there);
    }

    private Outcome write(Write write, Becoming change) {
        Objects.requireNonNull(write, "write");
        door.enter();
        Optional<Outcome> refusal = gate.refusal(write);
        return refusal.isPresent() ? refusal.get() : alone(write, change);
    }

    private Outcome alone(Write write, Becoming change) {
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied("writing '" + write.id() + "': interrupted", e);
        }
        try {
            return inRounds(write, change);
        } finally {
            writing.unlock();
        }
    }

    private Outcome inRounds(Write write, Becoming change) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            SingleDocument.State before = document.read();
            Optional<Document> there = shape.find(before, write.id());
            Optional<Outcome> settled = settled(write, there, round > 0);
            if (settled.isPresent()) {
                return settled.get();
            }
            HttpAnswer answer = send(write, before, change.apply(there.orElse(null)));
            CallKind kind =
                    write.match(create -> CallKind.CREATE, update -> CallKind.UPDATE, delete -> CallKind.DELETE);
            switch (exchange.errors().reaction(kind, answer)) {
                case DONE -> {
                    return applied(write, answer);
                }
                case CONFLICT, ABSENT -> {
                    // somebody was faster: once more, on what is there now
                }
                case REFUSED -> {
                    return exchange.errors().refused(answer);
                }
                default -> throw exchange.errors().failure(kind, answer);
            }
        }
        throw TemporaryFailure.notApplied(
                "writing '" + write.id() + "': others changed the document " + MOST_ROUNDS + " times in between", null);
    }

    /**
     * The outcome where nothing is to be sent.
     *
     * @param sent whether this write was sent before: a request that arrives twice is refused the second time
     */
    private Optional<Outcome> settled(Write write, Optional<Document> there, boolean sent) {
        Change now = there.<Change>map(Change::of).orElseGet(() -> Change.deleted(write.id()));
        boolean stale = there.isPresent() && isStale(write.baseVersion(), there.get());
        boolean mismatch = write.match(
                create -> there.isPresent() || create.tombstone().isPresent(),
                update -> there.isEmpty() || stale,
                delete -> stale);
        if (mismatch) {
            return Optional.of(Outcome.conflict(now));
        }
        boolean gone = write instanceof Delete && there.isEmpty();
        return gone || (sent && holds(write, now)) ? Optional.of(Outcome.applied(now)) : Optional.empty();
    }

    private static boolean holds(Write write, Change now) {
        return Settlement.of(write, Outcome.conflict(now), false) instanceof Outcome.Applied;
    }

    /** JSON is believed, and so is 204; an empty answer only when the document shows the write. */
    private Outcome applied(Write write, HttpAnswer answer) {
        if (!answer.isEmpty()) {
            exchange.body(answer);
        }
        boolean believed = !answer.isEmpty() || answer.status() != 200;
        Optional<Change> now = lookedAt(write.id());
        if (!believed && now.filter(there -> holds(write, there)).isEmpty()) {
            throw answer.unreadable(
                    new UnreadableJson("the answer is empty, and the document does not show the write"));
        }
        return new Outcome.Applied(now);
    }

    /** Empty where it cannot be read just now. */
    private Optional<Change> lookedAt(String id) {
        try {
            return Optional.of(now(id));
        } catch (SyncException e) {
            return Optional.empty();
        }
    }

    private static boolean isStale(Optional<Version> base, Document there) {
        return base.isPresent() && !there.version().equals(base);
    }

    private HttpAnswer send(Write write, SingleDocument.State before, @Nullable Map<String, @Nullable Object> fields) {
        String about = "writing '" + write.id() + "'";
        Optional<Map<String, @Nullable Object>> content = shape.with(before, write.id(), fields);
        return content.map(whole -> document.write(about, before, whole))
                .orElseGet(() -> document.delete(about, before));
    }

    private Change now(String id) {
        return shape.find(document.read(), id).<Change>map(Change::of).orElseGet(() -> Change.deleted(id));
    }
}
