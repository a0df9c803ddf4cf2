package dev.mooring;

import dev.mooring.internal.observe.Observation;
import dev.mooring.internal.observe.Observers;
import dev.mooring.internal.observe.Receiver;
import dev.mooring.internal.observe.Source;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The observers of one collection, in the form of its records. Safe for several threads. */
final class Observing<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Observing.class);

    private final Mooring mooring;
    private final CollectionBuilder.Parts<T> parts;
    private final Unreadable unreadable;
    private final BiFunction<StoreReader, String, String> ids;
    private final Runnable come;
    private final Observers observers;

    /**
     * Nobody observes.
     *
     * @param ids the id under which a record is stored now
     * @param come is called after somebody began to: data that come are not dropped again for want of an observer
     * @param left is called when the last one has left
     */
    Observing(
            Mooring mooring,
            CollectionBuilder.Parts<T> parts,
            BiFunction<StoreReader, String, String> ids,
            Runnable come,
            Runnable left) {
        this.ids = ids;
        this.come = come;
        this.observers = new Observers(left);
        this.mooring = mooring;
        this.parts = parts;
        this.unreadable = new Unreadable(parts.name(), parts.hooks()::trouble);
    }

    Observers observers() {
        return observers;
    }

    Subscription all(Consumer<? super Changes<T>> told, Executor executor) {
        Observation observation = observation(
                all(), executor, telling((startsOver, records) -> told.accept(changes(startsOver, records))));
        observers.start(observation);
        come.run();
        return observation::close;
    }

    Subscription one(String id, Consumer<? super Optional<T>> told, Executor executor) {
        Observation observation = observation(
                Source.one(parts.home().store(), parts.stored(), id, ids),
                executor,
                telling((startsOver, records) -> changes(records).forEach(change -> told.accept(change.value()))));
        String now = stored(id);
        observers.start(observation, now);
        // it may have got its final one in between
        observers.renamed(now, stored(id));
        come.run();
        return observation::close;
    }

    private String stored(String id) {
        return parts.home().store().read(reader -> ids.apply(reader, id));
    }

    Flow.Publisher<Changes<T>> publisher() {
        return subscriber -> {
            Subscribed<Changes<T>> subscribed = new Subscribed<>(subscriber, this::changes);
            subscribed.begin(
                    receiver ->
                            observation(all(), mooring.listeners(), receiver).onDemand(),
                    observers);
            come.run();
        };
    }

    private Source all() {
        return Source.all(parts.home().store(), parts.stored());
    }

    private Observation observation(Source source, Executor executor, Receiver receiver) {
        return new Observation(source, executor, receiver, this::broken);
    }

    private Changes<T> changes(boolean startsOver, List<StoredRecord> records) {
        return new Changes<>(startsOver, changes(records));
    }

    /** Those that can be brought into the application's form. */
    List<RecordChange<T>> changes(List<StoredRecord> records) {
        return records.stream()
                .flatMap(record -> readable(record.id(), () -> parts.shape().value(record))
                        .map(value -> new RecordChange<>(record.id(), value))
                        .stream())
                .toList();
    }

    /** What is read of a record; empty, and reported, when it cannot be brought into the application's form. */
    <X> Optional<X> readable(String id, Supplier<X> reading) {
        return unreadable.unless(id, reading);
    }

    void broken(RuntimeException failure) {
        LOG.warn("an observer of '{}' ended: {}", parts.name(), Redaction.of(failure.toString()));
        String message = Redaction.of("an observer ended: " + failure);
        Trouble.Kind kind = failure instanceof StoreException ? Trouble.Kind.STORE : Trouble.Kind.HOOK;
        parts.hooks().trouble(Trouble.of(kind, parts.name(), Set.of(), message));
    }

    private static Receiver telling(BiConsumer<Boolean, List<StoredRecord>> told) {
        return new Receiver() {
            @Override
            public void told(boolean startsOver, List<StoredRecord> records) {
                told.accept(startsOver, records);
            }

            @Override
            public void ended(Optional<RuntimeException> why) {
                // a plain observer is told of changes only; what broke it was reported
            }
        };
    }
}
