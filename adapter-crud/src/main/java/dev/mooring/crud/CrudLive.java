package dev.mooring.crud;

import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Misconfigured;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Live hints by a subscription. Safe for several threads. */
final class CrudLive implements LiveChanges, AutoCloseable {

    private final CrudFunctions.Subscribe subscribe;
    private final Calls calls;
    private final Duration pause;
    private final Consumer<String> reports;
    private final Set<Subscription> running = ConcurrentHashMap.newKeySet();

    CrudLive(CrudFunctions.Subscribe subscribe, Calls calls, Duration pause, Consumer<String> reports) {
        this.subscribe = subscribe;
        this.calls = calls;
        this.pause = pause;
        this.reports = reports;
    }

    @Override
    public Listening listen(Listener listener) {
        calls.mustBeOpen();
        Subscription subscription = new Subscription(this, Objects.requireNonNull(listener, "the listener"));
        running.add(subscription);
        subscription.start();
        return subscription;
    }

    @Override
    public void close() {
        running.forEach(Subscription::close);
    }

    AutoCloseable subscribe(Hints hints) {
        AutoCloseable ending = calls.read("subscribe", () -> subscribe.subscribe(hints));
        if (ending == null) {
            throw new Misconfigured("subscribe answered null instead of what ends the subscription");
        }
        return ending;
    }

    void end(AutoCloseable ending) {
        try {
            ending.close();
        } catch (Exception e) {
            report("a subscription did not end: " + e);
        }
    }

    /** The time between two subscriptions. */
    Duration pause() {
        return pause;
    }

    void ended(Subscription subscription) {
        running.remove(subscription);
    }

    void report(String what) {
        reports.accept("live hints: " + what);
    }
}
