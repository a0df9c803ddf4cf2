package dev.mooring.e2e.observe;

import dev.mooring.Changes;
import dev.mooring.Mooring;
import dev.mooring.RecordStatus;
import dev.mooring.Records;
import dev.mooring.Refetch;
import dev.mooring.Status;
import dev.mooring.Subscription;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;

/** The examples of docs/observing.md. */
final class ObservingExamples {

    /** What to do. */
    public record Todo(String title, boolean done) {}

    private final Map<String, Todo> shown = new ConcurrentHashMap<>();

    Records<Todo> open(Mooring mooring, SyncAdapter adapter) {
        return mooring.records("todos", Todo.class)
                .sync(adapter)
                .interval(Duration.ofMinutes(5))
                .refetch(Refetch.usual().staleTime(Duration.ofMinutes(2)).onForeground(true))
                .open();
    }

    Map<String, Todo> shown() {
        return shown;
    }

    Subscription show(Records<Todo> todos) {
        return todos.observe(changes -> {
            if (changes.startsOver()) {
                shown.clear();
            }
            changes.forEach(change -> change.value()
                    .ifPresentOrElse(todo -> shown.put(change.id(), todo), () -> shown.remove(change.id())));
        });
    }

    Subscription showOne(Records<Todo> todos) {
        return todos.observe("1", (Optional<Todo> todo) -> System.out.println(todo));
    }

    void publish(Records<Todo> todos, Flow.Subscriber<Changes<Todo>> subscriber) {
        Flow.Publisher<Changes<Todo>> changes = todos.changes();
        changes.subscribe(subscriber);
    }

    Subscription indicator(Records<Todo> todos) {
        return todos.onStatus(status -> System.out.println(
                status.setting() ? "saving" : status.pending() > 0 ? "waits for the network" : "saved"));
    }

    boolean saved(Records<Todo> todos) {
        Status all = todos.status();
        RecordStatus one = todos.status("1");
        return all.settled() && one.state() == RecordStatus.State.SYNCED;
    }

    void tunnel(Mooring mooring) {
        mooring.offline();
        mooring.online();
        mooring.foreground();
        mooring.invalidate("todos");
    }
}
