package dev.mooring;

import dev.mooring.internal.engine.Condition;
import dev.mooring.internal.engine.Doubts;
import dev.mooring.internal.engine.Editing;
import dev.mooring.internal.engine.Edits;
import dev.mooring.internal.engine.Events;
import dev.mooring.internal.engine.Lane;
import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.engine.Letters;
import dev.mooring.internal.engine.LocalEdits;
import dev.mooring.internal.engine.Observation;
import dev.mooring.internal.engine.Setup;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The records of a collection. Reads see the local state at once, pending writes included; writes are durable when they return
 * (law 1). Safe for several threads.
 *
 * @param <T> the type of the records
 */
public final class Records<T> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Mooring mooring;
    private final String name;
    private final Form<T> form;
    private final Editing editing;
    private final Optional<Ledger> ledger;
    private final Optional<Lane> lane;
    private final List<Observation> observers = new CopyOnWriteArrayList<>();
    private final Consumer<String> onError;

    Records(Mooring mooring, String name, Form<T> form, Optional<Setup> setup, Consumer<String> onError) {
        this.mooring = mooring;
        this.name = name;
        this.form = form;
        this.onError = onError;
        Events events = new Told();
        this.ledger = setup.map(
                how -> new Ledger(how, mooring.numbers(), mooring.world().clock(), mooring::ledger, events));
        this.lane = ledger.map(book -> new Lane(mooring.store(), book, mooring.world(), onError));
        this.editing = ledger.<Editing>map(Edits::new).orElseGet(() -> new LocalEdits(name, events));
    }

    void start(boolean open) {
        lane.ifPresent(running -> control(open ? running::start : running::prepare));
    }

    void stop() {
        observers.forEach(Observation::close);
        lane.ifPresent(running -> settled(
                PATIENCE,
                answer -> control(() -> {
                    running.stop();
                    answer.complete(true);
                })));
    }

    void wake() {
        lane.ifPresent(running -> control(running::written));
    }

    String name() {
        return name;
    }

    Editing editing() {
        return editing;
    }

    Optional<Ledger> ledger() {
        return ledger;
    }

    boolean put(StoreTransaction tx, String id, T value, Set<Long> after) {
        Map<String, @Nullable Object> fields = form.fields(value);
        boolean there = tx.record(name, id).flatMap(StoredRecord::view).isPresent();
        return (form.partial() && there) ? editing.patch(tx, id, fields, after) : editing.put(tx, id, fields, after);
    }

    /** Makes a record what is given: creates it, or changes what differs. */
    public void put(String id, T value) {
        write(tx -> put(tx, id, value, Set.of()));
    }

    /** Makes a record with an id drawn at random (UUID); answers the id. */
    public String add(T value) {
        String id = UUID.randomUUID().toString();
        put(id, value);
        return id;
    }

    /** Puts several records in one transaction; in any order they reach the backend. */
    public void putAll(Map<String, T> values) {
        write(tx -> {
            values.forEach((id, value) -> put(tx, id, value, Set.of()));
            return true;
        });
    }

    /** Changes some fields of a record (null clears); answers whether it was there and something changed. */
    public boolean patch(String id, Map<String, ? extends @Nullable Object> patch) {
        return write(tx -> editing.patch(tx, id, patch, Set.of()));
    }

    /** Changes a record by a function, with nobody in between; answers whether it was there and something changed. */
    public boolean patch(String id, UnaryOperator<T> change) {
        return write(tx -> tx.record(name, id)
                .flatMap(StoredRecord::view)
                .filter(view -> put(tx, id, change.apply(form.value(view)), Set.of()))
                .isPresent());
    }

    /** Removes a record; answers whether it was there. */
    public boolean delete(String id) {
        return write(tx -> editing.delete(tx, id, Set.of()));
    }

    private boolean write(Function<StoreTransaction, Boolean> work) {
        boolean changed = mooring.store().write(work);
        wake();
        return changed;
    }

    /** A record as it is now, pending writes included. */
    public Optional<T> get(String id) {
        return mooring.store()
                .read(reader -> reader.record(name, id))
                .flatMap(StoredRecord::view)
                .map(form::value);
    }

    /**
     * The records in an order that is the same every time.
     *
     * @param after the last id seen; empty = from the beginning
     */
    public List<RecordChange<T>> list(String after, int limit) {
        return changes(mooring.store().read(reader -> reader.records(name, after, limit)));
    }

    /** Tells what is there, in parts, and then every change; on a thread of its own, one call at a time. */
    public Subscription observe(Consumer<List<RecordChange<T>>> told) {
        ExecutorService own = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "mooring-observer-" + name);
            thread.setDaemon(true);
            return thread;
        });
        Subscription subscription = observe(told, own);
        return () -> {
            subscription.close();
            own.shutdown();
        };
    }

    /** The same, on an executor of the application. */
    public Subscription observe(Consumer<List<RecordChange<T>>> told, Executor executor) {
        Observation observation =
                new Observation(mooring.store(), name, executor, records -> told.accept(changes(records)));
        observers.add(observation);
        observation.start();
        return () -> {
            observers.remove(observation);
            observation.close();
        };
    }

    private List<RecordChange<T>> changes(List<StoredRecord> records) {
        return records.stream()
                .map(record -> new RecordChange<>(record.id(), record.view().map(form::value)))
                .toList();
    }

    /** How it stands. */
    public Status status() {
        Condition condition = lane.map(Lane::condition).orElse(Condition.NEW);
        return mooring.store()
                .read(reader -> new Status(
                        reader.pendingCount(name),
                        reader.deadLetterCount(name),
                        ledger.map(book -> book.isLoaded(reader)).orElse(true),
                        condition.lastSync(),
                        condition.problem()));
    }

    /** The writes that wait, by the order they were made in. */
    public List<PendingWrite> pendingWrites(long after, int limit) {
        return mooring.store().read(reader -> reader.pending(name, after, limit));
    }

    /** The writes that were given up (law 11). */
    public List<DeadLetter> deadLetters(long after, int limit) {
        return mooring.store().read(reader -> reader.deadLetters(name, after, limit));
    }

    /** Sends a dead letter again, made on what is there now; answers whether there was one. */
    public boolean requeue(long number) {
        return write(tx -> new Letters(editing).requeue(tx, number, Optional.empty()));
    }

    /** Sends a dead letter again with other fields. */
    public boolean requeue(long number, Map<String, ? extends @Nullable Object> fields) {
        return write(tx -> new Letters(editing).requeue(tx, number, Optional.of(Fields.patch(fields))));
    }

    /**
     * Sends a create again whose answer was lost, at a backend that cannot tell the two apart: it may double there. Such a write
     * waits as {@link PendingWrite.Status#IN_DOUBT}. Answers whether there was one.
     */
    public boolean resend(String id) {
        return ledger.isPresent() && write(tx -> new Doubts(ledger.get()).resend(tx, id));
    }

    /** Takes a create in doubt for arrived: it is not sent again. Answers whether there was one. */
    public boolean settle(String id) {
        return ledger.isPresent() && write(tx -> new Doubts(ledger.get()).settle(tx, id));
    }

    /** Forgets a dead letter. */
    public void discard(long number) {
        write(tx -> {
            tx.removeDeadLetter(number);
            return true;
        });
    }

    /** Sends what waits, then pulls; answers whether both worked within the time. */
    public boolean sync(Duration most) {
        boolean sent = flush(most);
        boolean pulled = settled(most, answer -> lane.ifPresent(running -> control(() -> running.pull(answer))));
        return sent && pulled;
    }

    /** Sends what waits, without waiting for debounce and back-off; answers whether nothing is left. */
    public boolean flush(Duration most) {
        return settled(most, answer -> lane.ifPresent(running -> control(() -> running.flush(answer))));
    }

    /** Waits until all that was written to a record holds at the backend; false when some was given up, or time ran out. */
    public boolean awaitPushed(String id, Duration most) {
        return settled(most, answer -> lane.ifPresent(running -> control(() -> running.await(id, answer))));
    }

    private boolean settled(Duration most, Consumer<CompletableFuture<Boolean>> ask) {
        if (lane.isEmpty()) {
            return true;
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        ask.accept(answer);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets everything travel, or nothing: when this returns nothing new goes; what is on its way comes back. */
    public void gate(boolean open) {
        settled(
                PATIENCE,
                answer -> lane.ifPresent(running -> control(() -> {
                    running.gate(open);
                    answer.complete(true);
                })));
    }

    /** The backend may be reachable again, or there is a new token: tries at once. */
    public void wakeUp() {
        lane.ifPresent(running -> control(running::wake));
    }

    /** Forgets all local data of the collection, pending writes included, and reads everything anew (law 19). */
    public void reset() {
        if (lane.isEmpty()) {
            mooring.store().write(tx -> {
                tx.drop(name);
                return name;
            });
        }
        settled(
                PATIENCE,
                answer -> lane.ifPresent(running -> control(() -> {
                    running.clear(true);
                    answer.complete(true);
                })));
    }

    private void control(Runnable event) {
        mooring.world().control().execute(event);
    }

    private final class Told implements Events {
        @Override
        public void changed(String id) {
            observers.forEach(observer -> observer.changed(id));
        }

        @Override
        public void lost(DeadLetter letter) {
            control(() -> {
                onError.accept(letter.problem().message());
                lane.ifPresent(running -> running.lost(letter.write().id()));
            });
        }
    }
}
