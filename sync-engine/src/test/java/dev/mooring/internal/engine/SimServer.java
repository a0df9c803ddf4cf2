package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryAdapter;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The backend, watched: every write that arrives is compared with what arrived before, and its effect is counted. */
final class SimServer implements SyncAdapter, BatchWrites {

    private final InMemoryAdapter inner;
    private final boolean batches;
    private final Clock clock;
    private final StringBuilder log = new StringBuilder();
    private final Map<WriteKey, Write> arrived = new HashMap<>();
    private final Map<WriteKey, Integer> effects = new HashMap<>();
    private final Set<Object> values = new HashSet<>();

    SimServer(InMemoryBackend backend, boolean batches, Clock clock) {
        this.clock = clock;
        this.inner = backend.client();
        this.batches = batches;
    }

    String log() {
        return log.toString();
    }

    /** Every value that any record ever had. */
    Set<Object> values() {
        return values;
    }

    Map<WriteKey, Integer> effects() {
        return effects;
    }

    Map<String, Map<String, ?>> state() {
        Map<String, Map<String, ?>> state = new TreeMap<>();
        Cursor from = Cursor.START;
        for (boolean more = true; more; ) {
            Page page = inner.list(from, 100);
            page.documents().forEach(document -> state.put(document.id(), document.fields()));
            from = page.next();
            more = page.more();
        }
        return state;
    }

    @Override
    public Page list(Cursor from, int limit) {
        return inner.list(from, limit);
    }

    @Override
    public Outcome create(Create create) {
        return watched(create);
    }

    @Override
    public Outcome update(Update update) {
        return watched(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return watched(delete);
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        List<Outcome> outcomes = new ArrayList<>();
        writes.forEach(write -> outcomes.add(watched(write)));
        return outcomes;
    }

    private Outcome watched(Write write) {
        Write same = arrived.merge(write.key(), write.again(), (old, now) -> old);
        assertThat(write.again()).as("law 3: a sent write is frozen").isEqualTo(same);
        Map<String, Map<String, ?>> before = state();
        Outcome outcome = write.sendTo(inner);
        log.append(clock.instant())
                .append(' ')
                .append(write)
                .append("\n      -> ")
                .append(outcome)
                .append('\n');
        Map<String, Map<String, ?>> after = state();
        if (!before.equals(after)) {
            effects.merge(write.key(), 1, Integer::sum);
            after.values().forEach(fields -> values.addAll(fields.values()));
        }
        return outcome;
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        ChangePage page = inner.changesSince(since, limit);
        log.append(clock.instant())
                .append(' ')
                .append(since)
                .append("\n      -> ")
                .append(page)
                .append('\n');
        return page;
    }

    @Override
    public Guarantees guarantees() {
        return inner.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return type == BatchWrites.class && batches ? Optional.of(type.cast(this)) : Optional.empty();
    }
}
