package dev.mooring;

import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What the writes of one collection wait for in others: a flush sends that first, for as long as it leads on. Writes wait for earlier ones
 * only, so that it comes to an end. Safe for several threads.
 */
final class Upstream {

    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");
    private static final int SOME = 500;
    private static final int MOST = 2_000;

    private final LocalStore store;
    private final String collection;
    private final LongSupplier nanos;

    Upstream(LocalStore store, String collection, LongSupplier nanos) {
        this.store = store;
        this.collection = collection;
        this.nanos = nanos;
    }

    /**
     * Flushes; answers whether no write of the collection waits any more.
     *
     * @param own flushes the collection itself, within a time
     * @param others flushes another one, by the name it is stored under
     */
    boolean flush(Duration most, Predicate<Duration> own, BiConsumer<String, Duration> others) {
        long begun = nanos.getAsLong();
        Set<Long> asked = Set.of();
        Waited before = store.read(this::waited);
        while (!own.test(left(most, begun))) {
            Waited now = store.read(this::waited);
            if (left(most, begun).isZero()) {
                return false;
            }
            // where something moved meanwhile, what was answered is no longer so
            if (now.equals(before)) {
                if (now.collections().isEmpty() || now.writes().equals(asked)) {
                    return false;
                }
                asked = now.writes();
                now.collections().forEach(other -> others.accept(other, left(most, begun)));
            }
            before = store.read(this::waited);
        }
        return true;
    }

    private Duration left(Duration most, long begun) {
        Duration left = most.minusNanos(nanos.getAsLong() - begun);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Waited waited(StoreReader reader) {
        Waited waited = new Waited(new HashSet<>(), new TreeSet<>());
        Deque<Long> next = new ArrayDeque<>();
        reader.pending(collection, PendingWrite.Status.WAITING, FAR, SOME)
                .forEach(write -> next.addAll(write.waitsFor()));
        while (!next.isEmpty() && waited.writes().size() < MOST) {
            long sequence = next.remove();
            if (waited.writes().add(sequence)) {
                reader.pending(sequence).ifPresent(write -> {
                    next.addAll(write.waitsFor());
                    if (!write.collection().equals(collection)) {
                        waited.collections().add(write.collection());
                    }
                });
            }
        }
        return waited;
    }

    /** What is waited for, directly or by way of others, and in which other collections. */
    private record Waited(Set<Long> writes, Set<String> collections) {}
}
