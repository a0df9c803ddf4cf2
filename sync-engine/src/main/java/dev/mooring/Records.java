package dev.mooring;

import dev.mooring.internal.engine.Doubts;
import dev.mooring.internal.engine.Ending;
import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.engine.Letters;
import dev.mooring.internal.engine.Setup;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.sync.Fields;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The records of a collection. Reads see the local state at once, pending writes included; writes are durable when they return
 * (law 1). Safe for several threads.
 *
 * @param <T> the type of the records
 */
public final class Records<T> {

    private final Mooring mooring;
    private final String name;
    private final Wiring<T> wiring;
    private final OpenStore store;
    private final Optional<Ledger> ledger;
    private final RecordEdits<T> edits;
    private final Commits commits;
    private final Observing<T> observing;
    private final Standing standing;
    private final Steering steering;

    Records(Mooring mooring, CollectionBuilder.Parts<T> parts, Optional<Setup> setup) {
        this.mooring = mooring;
        this.name = parts.stored();
        this.wiring = new Wiring<>(mooring, parts, setup);
        this.store = wiring.store();
        this.ledger = wiring.ledger();
        this.edits = wiring.edits();
        this.commits = new Commits(store, wiring::wake);
        this.observing = wiring.observing();
        this.standing = wiring.standing();
        this.steering = wiring.steering();
    }

    void start() {
        wiring.start();
    }

    void stop() {
        wiring.stop();
    }

    void wake() {
        wiring.wake();
    }

    /** Calls what is here out of date, and asks for it. */
    void invalidate() {
        ledger.ifPresent(book -> store.write(tx -> {
            book.invalidate(tx);
            return name;
        }));
        steering.pull();
    }

    Steering steering() {
        return steering;
    }

    Standing standing() {
        return standing;
    }

    String name() {
        return name;
    }

    /** What the application calls it. */
    String title() {
        return wiring.parts().name();
    }

    Chosen settings() {
        return wiring.parts().settings();
    }

    RecordEdits<T> edits() {
        return edits;
    }

    boolean isHere(Mooring other) {
        return mooring == other && wiring.parts().home().equals(other.home(false));
    }

    Optional<Ledger> ledger() {
        return ledger;
    }

    /** Makes a record what is given: creates it, or changes what differs. */
    public void put(String id, T value) {
        commits.one(tx -> edits.put(tx, id, value, Set.of()));
    }

    /** Makes a record with an id of its own, a UUID of version 7, so that newer ones sort after older ones; answers the id. */
    public String add(T value) {
        String id = mooring.nextId();
        put(id, value);
        return id;
    }

    /** Puts several records in one transaction; in any order they reach the backend. Answers how many of them that changed. */
    public int putAll(Map<String, T> values) {
        return commits.all(
                Given.present(values, "the records").entrySet(),
                (tx, one) -> edits.put(tx, one.getKey(), one.getValue(), Set.of()));
    }

    /**
     * Changes some fields of several records, by id, in one transaction; answers how many of them that changed.
     *
     * @throws IllegalArgumentException as {@link #patch(String, Map)} does; then none of them is changed
     */
    public int patchAll(Map<String, ? extends Map<String, ? extends @Nullable Object>> patches) {
        return commits.all(
                Given.present(patches, "the patches").entrySet(),
                (tx, one) -> edits.patch(tx, one.getKey(), one.getValue(), Set.of()));
    }

    /** Removes several records in one transaction; answers how many of them were there. */
    public int deleteAll(Collection<String> ids) {
        return commits.all(Given.present(ids, "the ids"), (tx, id) -> edits.delete(tx, id, Set.of()));
    }

    /**
     * Changes some fields of a record (null clears); answers whether it was there and something changed.
     *
     * @throws IllegalArgumentException when the type of the records cannot hold such a value
     */
    public boolean patch(String id, Map<String, ? extends @Nullable Object> patch) {
        return commits.one(tx -> edits.patch(tx, id, patch, Set.of()));
    }

    /** Changes a record by a function, with nobody in between; answers whether it was there and something changed. */
    public boolean patch(String id, UnaryOperator<T> change) {
        Given.present(change, "a change");
        return commits.one(tx -> edits.patch(tx, id, change, Set.of()));
    }

    /** Removes a record; answers whether it was there. */
    public boolean delete(String id) {
        return commits.one(tx -> edits.delete(tx, id, Set.of()));
    }

    /** The id it has now, also for the one it had before the backend made its own. */
    String resolve(StoreReader reader, String id) {
        return wiring.resolve(reader, id);
    }

    /**
     * A record as it is now, pending writes included.
     *
     * @throws TransformFailure when it is there but cannot be brought into the application's form
     */
    public Optional<T> get(String id) {
        return wiring.reads().get(Given.id(id));
    }

    /**
     * The records in an order that is the same every time. Those that cannot be brought into the application's form are left out and
     * reported.
     *
     * @param after the last id seen; empty = from the beginning
     */
    public List<RecordChange<T>> list(String after, int limit) {
        return wiring.reads().list(Given.present(after, "the last id"), Given.count(limit, "a limit"));
    }

    /**
     * Tells what is there, in parts, and then every change; one call at a time, on a thread of Mooring's. A slow observer is told the newest states only.
     * One that throws is told nothing more, and that is reported; others do not notice.
     */
    public Subscription observe(Consumer<? super Changes<T>> told) {
        return observe(told, mooring.listeners());
    }

    /**
     * The same, on an executor of the application, which MUST NOT run its work on the thread that hands it over. An executor that refuses ends
     * the observation.
     */
    public Subscription observe(Consumer<? super Changes<T>> told, Executor executor) {
        mooring.refuseClosed();
        return observing.all(Given.present(told, "an observer"), Given.present(executor, "an executor"));
    }

    /** Tells how one record is, and then how it changes; empty = it is not there. */
    public Subscription observe(String id, Consumer<? super Optional<T>> told) {
        return observe(id, told, mooring.listeners());
    }

    /** The same, on an executor of the application. */
    public Subscription observe(String id, Consumer<? super Optional<T>> told, Executor executor) {
        mooring.refuseClosed();
        return observing.one(Given.id(id), Given.present(told, "an observer"), Given.present(executor, "an executor"));
    }

    /**
     * What {@link #observe(Consumer)} tells, by the rules of Reactive Streams, for any number of subscribers: each is told as much as it asks for, and
     * whoever asks late gets the newest states. It completes when the collection is closed.
     */
    public Flow.Publisher<Changes<T>> changes() {
        return observing.publisher();
    }

    /** How it stands. */
    public Status status() {
        return store.open(standing::now);
    }

    /** How one record stands. Looks through the dead letters when nothing of it waits. */
    public RecordStatus status(String id) {
        Given.id(id);
        return store.open(() -> standing.of(id));
    }

    /** Tells how it stands, and then whenever it stands otherwise; states in between may be left out, the last one never. */
    public Subscription onStatus(Consumer<? super Status> told) {
        return onStatus(told, mooring.listeners());
    }

    /** The same, on an executor of the application. */
    public Subscription onStatus(Consumer<? super Status> told, Executor executor) {
        mooring.refuseClosed();
        return standing.watch(
                Given.present(told, "an observer"), Given.present(executor, "an executor"), observing::broken);
    }

    /** The writes that wait, by the order they were made in. */
    public List<PendingWrite> pendingWrites(long after, int limit) {
        Given.count(limit, "a limit");
        return store.read(reader -> reader.pending(name, after, limit));
    }

    /** The writes that were given up (law 11). */
    public List<DeadLetter> deadLetters(long after, int limit) {
        Given.count(limit, "a limit");
        return store.read(reader -> reader.deadLetters(name, after, limit));
    }

    /** Sends a dead letter again, made on what is there now; answers whether there was one. */
    public boolean requeue(long number) {
        return commits.one(tx -> new Letters(edits.editing(), this::resolve).requeue(tx, number, Optional.empty()));
    }

    /** Sends a dead letter again with other fields. */
    public boolean requeue(long number, Map<String, ? extends @Nullable Object> fields) {
        Given.present(fields, "the fields");
        return commits.one(tx ->
                new Letters(edits.editing(), this::resolve).requeue(tx, number, Optional.of(Fields.patch(fields))));
    }

    /**
     * Sends a create again whose answer was lost, at a backend that cannot tell the two apart: it may double there. Such a write
     * waits as {@link PendingWrite.Status#IN_DOUBT}. Answers whether there was one.
     */
    public boolean resend(String id) {
        Given.id(id);
        return ledger.isPresent() && commits.one(tx -> new Doubts(ledger.get()).resend(tx, id));
    }

    /** Takes a create in doubt for arrived: it is not sent again. Answers whether there was one. */
    public boolean settle(String id) {
        Given.id(id);
        return ledger.isPresent() && commits.one(tx -> new Doubts(ledger.get()).settle(tx, id));
    }

    /**
     * Ends a waiting write, by {@link PendingWrite#sequence()}: it becomes a dead letter and the view rolls back. Answers whether there was one
     * that no call carries just now. One that was sent before may have arrived all the same: the next pull tells.
     */
    public boolean giveUp(long sequence) {
        return ledger.isPresent() && commits.one(tx -> new Ending(ledger.get()).end(tx, sequence));
    }

    /** Forgets a dead letter. */
    public void discard(long number) {
        commits.one(tx -> {
            tx.removeDeadLetter(number);
            return true;
        });
    }

    /** Sends what waits, then pulls; answers whether both worked within the time. Dead letters do not wait: see {@link #status()}. */
    public boolean sync(Duration most) {
        return steering.sync(most);
    }

    /**
     * Sends what waits, without waiting for debounce and back-off; answers whether no write waits any more. Dead letters do not wait. Where writes wait for
     * those of other collections that are open, all that waits there is sent as well.
     */
    public boolean flush(Duration most) {
        return steering.flush(most);
    }

    /** Waits until all that was written to a record holds at the backend; false when some was given up, or time ran out. */
    public boolean awaitPushed(String id, Duration most) {
        return steering.awaitPushed(Given.id(id), most);
    }

    /** Lets everything travel, or nothing: when this returns nothing new goes; what is on its way comes back. */
    public void gate(boolean open) {
        steering.gate(open);
    }

    /** The backend may be reachable again, or there is a new token: tries at once. */
    public void wakeUp() {
        steering.wakeUp();
    }

    /**
     * Forgets all local data of the collection, pending writes and dead letters included, and reads everything anew: a new generation, in
     * which answers to calls of the old one change nothing (law 19). Opens its own {@link #gate}; initial values are shown again.
     */
    public void reset() {
        wiring.forget(true);
    }

    /**
     * Forgets all local data of the collection, pending writes and dead letters included, and keeps nothing. Its own {@link #gate} is
     * shut: nothing travels until that is opened, or {@link #reset}.
     */
    public void clear() {
        wiring.forget(false);
    }
}
