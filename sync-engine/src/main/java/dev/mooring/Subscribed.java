package dev.mooring;

import dev.mooring.internal.observe.Observation;
import dev.mooring.internal.observe.Observers;
import dev.mooring.internal.observe.Receiver;
import dev.mooring.store.StoredRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One subscriber of a publisher, by the rules of Reactive Streams; the numbers are theirs. Safe for several threads. */
final class Subscribed<C> implements Flow.Subscription, Receiver {

    private final Flow.Subscriber<? super C> subscriber;
    private final BiFunction<Boolean, List<StoredRecord>, C> form;
    private @Nullable Observation observation;

    Subscribed(Flow.Subscriber<? super C> subscriber, BiFunction<Boolean, List<StoredRecord>, C> form) {
        this.subscriber = Objects.requireNonNull(subscriber, "subscriber");
        this.form = form;
    }

    /** Signals nothing else before the subscriber has come back from {@code onSubscribe} (1.3, 1.9). */
    void begin(Function<Receiver, Observation> maker, Observers observers) {
        Observation made = maker.apply(this);
        observation = made;
        subscriber.onSubscribe(this);
        observers.start(made);
    }

    @Override
    public void request(long n) {
        if (n > 0) {
            observation().request(n);
        } else {
            // 3.9; told like everything else, one at a time
            observation()
                    .end(Optional.of(new IllegalArgumentException("a request for " + n + " makes no sense (3.9)")));
        }
    }

    @Override
    public void cancel() {
        observation().close();
    }

    private Observation observation() {
        return Objects.requireNonNull(observation);
    }

    @Override
    public void told(boolean startsOver, List<StoredRecord> records) {
        subscriber.onNext(form.apply(startsOver, records));
    }

    @Override
    public void ended(Optional<RuntimeException> why) {
        why.ifPresentOrElse(subscriber::onError, subscriber::onComplete);
    }
}
