package dev.mooring;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One value: it is read and written at once, and kept in step behind it, as {@link Records} are. Safe for several threads.
 *
 * @param <T> its type
 */
public final class Value<T> {

    private final Records<T> records;
    private final String id;

    Value(Records<T> records, String id) {
        this.records = records;
        this.id = id;
    }

    /** What it is now, pending writes included; empty = there is none. */
    public Optional<T> get() {
        return records.get(id);
    }

    /** Makes it what is given. */
    public void set(T value) {
        records.put(id, value);
    }

    /**
     * Changes some fields (null clears); answers whether there was a value and something changed.
     *
     * @throws IllegalArgumentException when its type cannot hold such a field
     */
    public boolean patch(Map<String, ? extends @Nullable Object> patch) {
        return records.patch(id, patch);
    }

    /** Changes it by a function, with nobody in between; answers whether there was a value and something changed. */
    public boolean patch(UnaryOperator<T> change) {
        return records.patch(id, change);
    }

    /** Removes it; answers whether there was one. */
    public boolean delete() {
        return records.delete(id);
    }

    /** Tells what it is and then every change, empty when there is none; on a thread of its own, one call at a time. */
    public Subscription observe(Consumer<? super Optional<T>> told) {
        return records.observe(id, told);
    }

    /** The same, on an executor of the application. */
    public Subscription observe(Consumer<? super Optional<T>> told, Executor executor) {
        return records.observe(id, told, executor);
    }

    /** How it stands. */
    public Status status() {
        return records.status();
    }

    /** Sends what waits, then pulls; answers whether both worked within the time. */
    public boolean sync(Duration most) {
        return records.sync(most);
    }

    /** Sends what waits; answers whether nothing is left. */
    public boolean flush(Duration most) {
        return records.flush(most);
    }

    /** Forgets what is stored here, and reads it anew; see {@link Records#reset}. */
    public void reset() {
        records.reset();
    }

    /** Forgets what is stored here, and stands still; see {@link Records#clear}. */
    public void clear() {
        records.clear();
    }

    /** The collection whose one record this is: for its gate, its waiting writes and its dead letters. */
    public Records<T> records() {
        return records;
    }

    /** The id of that record. */
    public String id() {
        return id;
    }
}
