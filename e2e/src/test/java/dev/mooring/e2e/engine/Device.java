package dev.mooring.e2e.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Merge;
import dev.mooring.Mooring;
import dev.mooring.RecordChange;
import dev.mooring.Records;
import dev.mooring.RecordsBuilder;
import dev.mooring.Retry;
import dev.mooring.store.LocalStore;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One device: a store that outlives its process, and the engine on it. */
final class Device implements AutoCloseable {

    static final Duration MOST = Duration.ofSeconds(30);

    private static final int MANY = 10_000;
    private static final Retry FAST = Retry.forever().waits(Duration.ofMillis(1), Duration.ofMillis(5));

    private final Supplier<LocalStore> stores;
    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private Mooring mooring;

    Device(Supplier<LocalStore> stores) {
        this.stores = stores;
        this.mooring = Mooring.open(stores.get());
    }

    /** The process ends without a word to the backend, and another one begins with what the disk holds. */
    void restart() {
        mooring.close();
        mooring = Mooring.open(stores.get());
        failures.clear();
    }

    Records<Map<String, @Nullable Object>> open(String name, SyncAdapter adapter) {
        return builder(name, adapter).open();
    }

    Records<Map<String, @Nullable Object>> open(String name, SyncAdapter adapter, Merge merge) {
        return builder(name, adapter).onConflict(merge).open();
    }

    /** Asked for changes only when told to: what is seen sooner came by a hint. */
    RecordsBuilder<Map<String, @Nullable Object>> builder(String name, SyncAdapter adapter) {
        return mooring.records(name)
                .sync(adapter)
                .retry(FAST)
                .interval(Duration.ofHours(1))
                .onError(told -> failures.add(String.valueOf(told)));
    }

    /** Waits until something failed, and says what. */
    String failure() throws InterruptedException {
        String told = failures.poll(MOST.toSeconds(), TimeUnit.SECONDS);
        assertThat(told).as("what failed").isNotNull();
        return String.valueOf(told);
    }

    void forgetFailures() {
        failures.clear();
    }

    /** In step with the backend. What was on its way when a fault ended may fail once more, each time with a failed sync. */
    static void inStep(Records<?> records) {
        boolean done = false;
        for (int tries = 0; !done && tries < 10; tries++) {
            done = records.sync(MOST);
        }
        assertThat(done).as("in step; it says " + records.status()).isTrue();
    }

    static Map<String, Map<String, @Nullable Object>> view(Records<Map<String, @Nullable Object>> records) {
        Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
        for (RecordChange<Map<String, @Nullable Object>> record : records.list("", MANY)) {
            record.value().ifPresent(fields -> all.put(record.id(), fields));
        }
        return all;
    }

    /** The id of the one record with a title: the backend may have made another one than the application. */
    static String id(Records<Map<String, @Nullable Object>> records, String title) {
        return view(records).entrySet().stream()
                .filter(entry -> title.equals(entry.getValue().get("title")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no record has the title " + title));
    }

    @Override
    public void close() {
        mooring.close();
    }
}
