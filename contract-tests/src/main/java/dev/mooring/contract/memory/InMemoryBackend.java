package dev.mooring.contract.memory;

import dev.mooring.contract.fault.Transport;
import dev.mooring.sync.Change;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A collection in memory, as a backend would keep it. It behaves as its {@link Guarantees} say, no better: without
 * {@code conditionalUpdates} it ignores base versions, with a drifting listing it counts pages, with a windowed feed it misses
 * what becomes visible later than the overlap. Safe for several threads.
 */
public final class InMemoryBackend {

    /** The user of {@link #client()}. */
    public static final String USER = "user";

    private final Object lock = new Object();
    private final Guarantees guarantees;
    private final boolean tellsNow;
    private final Set<Class<?>> missing;
    private final Table table;
    private final Writing writing;
    private final Reading reading;
    private final LiveHub live;

    /** A backend that promises everything. */
    public InMemoryBackend() {
        this(builder());
    }

    InMemoryBackend(InMemoryBackendBuilder from) {
        guarantees = from.guarantees;
        tellsNow = from.tellsNow;
        missing = Set.copyOf(from.missing);
        table = new Table(from.clock);
        writing = new Writing(table, guarantees, from.tombstones);
        reading = new Reading(table, guarantees);
        live = new LiveHub(from.executor);
    }

    /** Starts from a backend that promises everything. */
    public static InMemoryBackendBuilder builder() {
        return new InMemoryBackendBuilder();
    }

    /** A new client of the one user that most tests need. */
    public InMemoryAdapter client() {
        return client(USER);
    }

    /** A new client of a user; users do not see each other's records. */
    public InMemoryAdapter client(String user) {
        return new InMemoryAdapter(this, user, InMemoryBackend::direct);
    }

    /** A new client of {@link #USER} that reaches the backend by a way that can fail, such as {@code CallFaults}. */
    public InMemoryAdapter client(Transport transport) {
        return new InMemoryAdapter(this, USER, transport);
    }

    /** Gives a living record to another user: it leaves the scope of the one and enters that of the other. */
    public void give(String id, String user) {
        synchronized (lock) {
            Row row = table.row(id);
            if (row == null || row.deleted()) {
                throw new IllegalArgumentException("there is no record '" + id + "' to give away");
            }
            table.put(new Row(id, user, row.fields(), table.draw(), false, false, row.keys()));
        }
        live.hint(Set.of(id));
    }

    /** Begins a write of {@link #USER} that is stamped now and becomes visible when it is committed. */
    public LateWrite begin(Write write) {
        synchronized (lock) {
            Stamp drawn = table.begin();
            return new LateWrite(write, () -> commit(write, drawn));
        }
    }

    /** Puts a record of {@link #USER} there past the feed, as a row from before the feed had its stamps. */
    public void putUnstamped(String id, Map<String, @Nullable Object> fields) {
        synchronized (lock) {
            table.putUnstamped(new Row(id, USER, Fields.document(fields), table.draw(), true, false, Set.of()));
        }
    }

    /** Makes every cursor unreadable that was handed out so far, and forgets the tombstones, as a backend that purges does. */
    public void expireCursors() {
        synchronized (lock) {
            table.expireCursors();
        }
    }

    /** Loses and makes again the connection of every live listening. */
    public void interruptLive() {
        live.interrupt();
    }

    Guarantees guarantees(String user) {
        return guarantees.toBuilder().scope(guarantees.scope() + "/" + user).build();
    }

    boolean has(Class<?> capability) {
        return missing.stream().noneMatch(capability::isAssignableFrom);
    }

    LiveHub live() {
        return live;
    }

    <T> T read(Function<Reading, T> page) {
        synchronized (lock) {
            return page.apply(reading);
        }
    }

    Outcome write(Write write, String user) {
        return batchOf(List.of(write), user).get(0);
    }

    List<Outcome> batch(List<Write> writes, String user) {
        long records = writes.stream().map(Write::id).distinct().count();
        if (writes.isEmpty() || records < writes.size()) {
            throw new IllegalArgumentException("a batch is of at least one write and of one write per record");
        }
        if (writes.size() > guarantees.largestBatch()) {
            throw new Rejected(new Problem("too-large", writes.size() + " writes are more than a batch takes"));
        }
        return batchOf(writes, user);
    }

    private List<Outcome> batchOf(List<Write> writes, String user) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<String> changed = new LinkedHashSet<>();
        synchronized (lock) {
            for (Write write : writes) {
                long before = table.stamp();
                Outcome outcome = writing.apply(write, user);
                outcomes.add(told(outcome));
                if (table.stamp() > before) {
                    changed.add(idIn(outcome, write));
                }
            }
        }
        if (!changed.isEmpty()) {
            live.hint(changed);
        }
        return outcomes;
    }

    private Outcome commit(Write write, Stamp drawn) {
        Outcome outcome;
        synchronized (lock) {
            outcome = writing.apply(write, USER, () -> drawn);
            table.end(drawn);
        }
        live.hint(Set.of(idIn(outcome, write)));
        return outcome;
    }

    private Outcome told(Outcome outcome) {
        return tellsNow
                ? outcome
                : outcome.match(applied -> Outcome.applied(), conflict -> conflict, refused -> refused);
    }

    private static <T> T direct(String name, boolean write, Callable<T> call) throws Exception {
        return call.call();
    }

    private static String idIn(Outcome outcome, Write write) {
        return outcome.match(
                applied -> applied.now().map(Change::id).orElse(write.id()),
                conflict -> write.id(),
                refused -> write.id());
    }
}
