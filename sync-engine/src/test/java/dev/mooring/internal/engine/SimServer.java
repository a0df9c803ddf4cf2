package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryAdapter;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.LateWrite;
import dev.mooring.internal.engine.Scene.Trait;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One collection of the backend, watched: every write that arrives is compared with what arrived before, and its effect is counted. */
final class SimServer {

    private final InMemoryBackend backend;
    private final InMemoryAdapter inner;
    private final SimWorld world;
    private final StringBuilder log = new StringBuilder();
    private final Map<WriteKey, Write> arrived = new HashMap<>();
    private final Map<WriteKey, Integer> effects = new HashMap<>();
    private final Set<Object> values = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private Consumer<Write> firstArrival = write -> {};
    private Instant lastArrival = Instant.MIN;
    private int strangers;

    SimServer(InMemoryBackend backend, SimWorld world) {
        this.backend = backend;
        this.inner = backend.client();
        this.world = world;
    }

    /** Checks writes when they arrive for the first time. */
    void onFirstArrival(Consumer<Write> check) {
        firstArrival = check;
    }

    InMemoryBackend backend() {
        return backend;
    }

    InMemoryAdapter inner() {
        return inner;
    }

    String log() {
        return log.toString();
    }

    /** Every value that any record ever had. */
    Set<Object> values() {
        return values;
    }

    /** Every id that any record ever had. */
    Set<String> ids() {
        return ids;
    }

    Map<WriteKey, Integer> effects() {
        return effects;
    }

    /** When a write arrived last. */
    Instant lastArrival() {
        return lastArrival;
    }

    Guarantees guarantees() {
        return inner.guarantees();
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

    /** A batch: where one write is refused, sometimes nothing is taken. */
    List<Outcome> batch(List<Write> writes) {
        long refused = writes.stream().filter(this::isRefused).count();
        if (refused > 0 && writes.get(0).key().token().hashCode() % 2 == 0) {
            throw new Rejected(new Problem("no", "one of " + writes.size() + " is refused"));
        }
        List<Outcome> outcomes = new ArrayList<>();
        writes.forEach(write -> outcomes.add(watched(write)));
        return outcomes;
    }

    Outcome watched(Write write) {
        lastArrival = world.clock().instant();
        Write same = arrived.get(write.key());
        if (same == null) {
            arrived.put(write.key(), write.again());
            firstArrival.accept(write);
        } else {
            assertThat(write.again()).as("law 3: a sent write is frozen").isEqualTo(same);
        }
        return isRefused(write) ? Outcome.refused("no", "not this value") : effect(write, () -> write.sendTo(inner));
    }

    private Outcome effect(Write write, Supplier<Outcome> call) {
        Map<String, Map<String, ?>> before = state();
        Outcome outcome = call.get();
        Map<String, Map<String, ?>> after = state();
        if (!before.equals(after)) {
            effects.merge(write.key(), 1, Integer::sum);
            after.values().forEach(fields -> values.addAll(fields.values()));
            ids.addAll(after.keySet());
        }
        log.append(world.clock().instant()).append(' ').append(write);
        log.append("\n      -> ").append(outcome).append('\n');
        return outcome;
    }

    private boolean isRefused(Write write) {
        return fields(write).values().stream().anyMatch(world::isRefused);
    }

    static Map<String, @Nullable Object> fields(Write write) {
        return write.match(create -> create.fields(), update -> update.patch(), delete -> Map.of());
    }

    ChangePage changesSince(Cursor since, int limit) {
        ChangePage page = inner.changesSince(since, limit);
        log.append(world.clock().instant()).append(' ').append(since);
        log.append("\n      -> ").append(page).append('\n');
        return page;
    }

    /** Somebody else writes, and commits some time later. */
    void stranger(String id) {
        WriteKey key = WriteKey.of("stranger", ++strangers);
        Map<String, @Nullable Object> fields = Map.of("late", world.next());
        Write write = state().containsKey(id)
                ? new Update(key, id, fields, Optional.empty(), false)
                : new Create(key, id, fields, Optional.empty(), false);
        LateWrite late = backend.begin(write);
        long wait = world.chance(3)
                ? world.random().nextInt(60_000)
                : world.random().nextInt(4_000);
        world.clock().after(java.time.Duration.ofMillis(wait), () -> true, () -> effect(write, late::commit));
    }

    /** A record leaves what the user may see, or comes back. */
    void move(String id) {
        boolean here = state().containsKey(id);
        boolean there = !here && !inner(OTHER).find(List.of(id)).isEmpty();
        if (here) {
            backend.give(id, OTHER);
        } else if (there) {
            backend.give(id, InMemoryBackend.USER);
        }
    }

    private static final String OTHER = "other";

    private InMemoryAdapter inner(String user) {
        return backend.client(user);
    }

    boolean has(Trait trait) {
        return world.has(trait);
    }

    Collection<Integer> counts() {
        return effects.values();
    }
}
