package dev.mooring.benchmarks.store;

import dev.mooring.benchmarks.Alternating;
import dev.mooring.benchmarks.Place;
import dev.mooring.store.sqlite.SqliteStore;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Prints the table of the store. Small unless said: {@code -Dmooring.bench.rounds=31}, {@code -Dmooring.bench.records=1000000},
 * {@code -Dmooring.bench.pending=100000}; {@code -Dmooring.bench.place} is a directory on the disk to measure.
 */
public final class StoreNumbers {

    private static final int ROUNDS = Integer.getInteger("mooring.bench.rounds", 11);
    private static final int RECORDS = Integer.getInteger("mooring.bench.records", 50_000);
    private static final int PENDING = Integer.getInteger("mooring.bench.pending", 10_000);
    private static final int SMALL = 1_000;
    private static final int BULK = 1_000;

    private final AtomicLong numbers = new AtomicLong(1);
    private final Place place;

    private StoreNumbers(Place place) {
        this.place = place;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        try (Place place = Place.make()) {
            new StoreNumbers(place).print();
        }
    }

    private void print() throws Exception {
        System.out.println(Alternating.HEADER);
        System.out.println(oneCaller());
        System.out.println(manyCallers(16));
        System.out.println(manyCallers(64));
        System.out.println(bulk());
        System.out.println(size());
    }

    private String oneCaller() throws Exception {
        try (SqliteStore store = SqliteStore.at(place.file("one"));
                RawStore raw = new RawStore(place.file("one-raw"))) {
            return new Alternating("durable local write, one caller", ROUNDS)
                    .compare(200, operations -> write(store, operations), operations -> {
                        for (int i = 0; i < operations; i++) {
                            raw.begin();
                            raw.store(numbers.getAndIncrement());
                            raw.commit();
                        }
                    });
        }
    }

    private String manyCallers(int count) throws Exception {
        try (SqliteStore store = SqliteStore.at(place.file(count + ""));
                RawStore raw = new RawStore(place.file(count + "-raw"));
                NaiveGroupCommit naive = new NaiveGroupCommit(raw);
                Callers callers = new Callers(count)) {
            return new Alternating(count + " waiting callers", ROUNDS)
                    .compare(
                            count * 50,
                            operations -> callers.run(operations, () -> write(store, 1)),
                            operations -> callers.run(operations, () -> naive.store(numbers.getAndIncrement())));
        }
    }

    private String bulk() throws Exception {
        try (SqliteStore store = SqliteStore.at(place.file("bulk"));
                RawStore raw = new RawStore(place.file("bulk-raw"))) {
            return new Alternating("bulk write, 1,000 per commit, each", ROUNDS)
                    .compare(
                            5 * BULK,
                            operations -> {
                                for (int done = 0; done < operations; done += BULK) {
                                    bulk(store, BULK);
                                }
                            },
                            operations -> {
                                for (int done = 0; done < operations; done += BULK) {
                                    raw.begin();
                                    for (int i = 0; i < BULK; i++) {
                                        raw.store(numbers.getAndIncrement());
                                    }
                                    raw.commit();
                                }
                            });
        }
    }

    private String size() throws Exception {
        try (SqliteStore large = SqliteStore.at(place.file("large"));
                SqliteStore small = SqliteStore.at(place.file("small"))) {
            fill(large, RECORDS, PENDING);
            fill(small, SMALL, SMALL);
            String name =
                    String.format("one write at %,d records and %,d pending; control: at 1,000", RECORDS, PENDING);
            return new Alternating(name, ROUNDS)
                    .compare(200, operations -> write(large, operations), operations -> write(small, operations));
        }
    }

    /** In the order of the ids, since a million of them in any other would take half an hour. */
    private void fill(SqliteStore store, int records, int pending) {
        long first = numbers.getAndAdd(records);
        List<Long> sorted = LongStream.range(first, first + records)
                .boxed()
                .sorted(Comparator.comparing(Edit::id))
                .toList();
        for (int done = 0; done < records; done += BULK) {
            List<Long> part = sorted.subList(done, Math.min(records, done + BULK));
            store.write(tx -> {
                part.forEach(number -> {
                    if (number < first + pending) {
                        Edit.store(tx, number);
                    } else {
                        Edit.known(tx, number);
                    }
                });
                return true;
            });
        }
    }

    private void write(SqliteStore store, int operations) {
        for (int i = 0; i < operations; i++) {
            bulk(store, 1);
        }
    }

    private void bulk(SqliteStore store, int count) {
        store.write(tx -> {
            for (int i = 0; i < count; i++) {
                Edit.store(tx, numbers.getAndIncrement());
            }
            return true;
        });
    }
}
