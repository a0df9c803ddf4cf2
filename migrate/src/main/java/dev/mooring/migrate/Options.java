package dev.mooring.migrate;

import dev.mooring.migrate.internal.Json;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Nearest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a migration was told. Immutable; each part is described by the builder. */
record Options(
        Side source,
        Side target,
        Path checkpoint,
        Mapping mapping,
        int parallel,
        int pageSize,
        boolean readAhead,
        double rowsPerSecond,
        int attempts,
        Clock clock,
        Waits waits,
        RandomGenerator random,
        ThreadFactory threads,
        Consumer<Progress> listener,
        Optional<CutOver> cutOver,
        Optional<Duration> follow,
        Duration sweepEvery,
        boolean deleteExtras,
        Map<String, Long> expected) {

    Options {
        positive(parallel, "parallel");
        positive(pageSize, "pageSize");
        positive(attempts, "attempts");
        if (rowsPerSecond < 0 || Double.isNaN(rowsPerSecond)) {
            throw new IllegalArgumentException("rowsPerSecond must not be negative, was " + rowsPerSecond);
        }
        if (follow.filter(time -> time.toMillis() < 1).isPresent()) {
            throw new IllegalArgumentException("follow must be a millisecond at least, was " + follow.get());
        }
        mapping.collections()
                .keySet()
                .forEach(name -> known(name, source.collections().keySet(), "source"));
        mapping.collections()
                .values()
                .forEach(each -> each.references()
                        .values()
                        .forEach(name -> known(name, source.collections().keySet(), "source")));
        source.collections()
                .keySet()
                .forEach(
                        name -> known(mapping.target(name), target.collections().keySet(), "target"));
        Set<String> targets = new HashSet<>();
        source.collections().keySet().forEach(name -> {
            if (!targets.add(mapping.target(name))) {
                throw new IllegalArgumentException("two collections become '" + mapping.target(name) + "'");
            }
        });
    }

    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        source.collections().forEach((name, adapter) -> {
            String other = mapping.target(name);
            pairs.add(
                    new Pair(name, adapter, other, present(target.collections().get(other), other)));
        });
        return pairs;
    }

    /** Tells migrations apart. Scopes hold no secret. */
    String identity() {
        // whatever order they were given in
        Map<String, @Nullable Object> all = new TreeMap<>();
        for (Pair pair : pairs()) {
            all.put(
                    pair.name(),
                    pair.from().guarantees().scope() + " -> "
                            + pair.to().guarantees().scope());
        }
        return Json.text(all);
    }

    /** {@code stop} tells whether somebody wants no more to be waited for. */
    Throttle throttle(BooleanSupplier stop) {
        return new Throttle(clock, waits, rowsPerSecond, stop);
    }

    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mooring-migrate");
        thread.setDaemon(true);
        return thread;
    }

    private static SyncAdapter present(@Nullable SyncAdapter adapter, String name) {
        if (adapter == null) {
            throw new IllegalArgumentException("the target has no collection '" + name + "'");
        }
        return adapter;
    }

    private static void known(String name, Set<String> names, String side) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("the " + side + " has no collection '" + name + "'"
                    + Nearest.hint(name, names) + "; it has: " + String.join(", ", names));
        }
    }

    private static void positive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }
}
