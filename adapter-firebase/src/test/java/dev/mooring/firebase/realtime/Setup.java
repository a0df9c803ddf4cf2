package dev.mooring.firebase.realtime;

import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.firebase.realtime.sim.RealtimeSimulator;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A simulator, a proxy for faults, and the collection {@code todos}. */
final class Setup implements AutoCloseable {

    final RealtimeSimulator simulator = RealtimeSimulator.start().indexed("updatedAt");
    final HttpFaults faults = HttpFaults.inFrontOf(simulator.uri());
    private final RealtimeBackend backend;
    private long number;

    Setup() {
        this(RealtimeCollection.builder().build());
    }

    Setup(RealtimeCollection layout) {
        this(builder -> builder.collection(layout));
    }

    Setup(UnaryOperator<RealtimeBackend.Builder> options) {
        backend = backend(options, simulator.streamHost());
    }

    /** Where only that host may have the token. */
    Setup(UnaryOperator<RealtimeBackend.Builder> options, String streamHost) {
        backend = backend(options, streamHost);
    }

    private RealtimeBackend backend(UnaryOperator<RealtimeBackend.Builder> options, String streamHost) {
        return options.apply(RealtimeBackend.builder(faults.uri())
                        .redirectHost(streamHost)
                        .timeout(Duration.ofMinutes(1))
                        .reconnect(failures -> Duration.ofMillis(1))
                        .bare())
                .build();
    }

    SyncAdapter todos() {
        return backend.collection("todos");
    }

    WriteKey key() {
        return WriteKey.of("phone", ++number);
    }

    Document make(String id, Map<String, ? extends @Nullable Object> fields) {
        return document(todos().create(Create.of(key(), id, fields)));
    }

    static Document document(Outcome outcome) {
        return applied(outcome).present().orElseThrow();
    }

    static Change applied(Outcome outcome) {
        return outcome.match(
                applied -> applied.now().orElseThrow(),
                conflict -> {
                    throw new AssertionError(conflict);
                },
                refused -> {
                    throw new AssertionError(refused);
                });
    }

    /** Reads the feed to its end. */
    static Cursor pull(SyncAdapter adapter, Cursor from, int limit, List<Change> changes) {
        Cursor since = from;
        for (int pages = 0; pages < 1_000; pages++) {
            ChangePage page = adapter.changesSince(since, limit);
            changes.addAll(page.changes());
            since = page.next();
            if (!page.more()) {
                return since;
            }
        }
        throw new AssertionError("the feed has no end");
    }

    static List<String> pulled(SyncAdapter adapter, Cursor from, int limit) {
        List<Change> changes = new ArrayList<>();
        pull(adapter, from, limit, changes);
        return changes.stream().map(Change::id).toList();
    }

    @Override
    public void close() {
        backend.close();
        faults.close();
        simulator.close();
    }
}
