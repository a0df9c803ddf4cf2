package dev.mooring.benchmarks.sync;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.benchmarks.Alternating;
import dev.mooring.benchmarks.Alternating.Round;
import dev.mooring.benchmarks.Place;
import dev.mooring.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints what many records cost that few do not: one pull of them in little memory, pulls of ten changes among them, opening their store.
 * {@code -Dmooring.bench.records=1000000}; the memory is what {@code -Xmx} says.
 */
public final class ScaleNumbers {

    private static final int ROUNDS = Integer.getInteger("mooring.bench.rounds", 11);
    private static final int RECORDS = Integer.getInteger("mooring.bench.records", 100_000);
    private static final int FEW = 1_000;
    private static final int SOME = 10_000;
    private static final Duration LONG = Duration.ofMinutes(30);

    private final Place place;

    private ScaleNumbers(Place place) {
        this.place = place;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        try (Place place = Place.make()) {
            new ScaleNumbers(place).print();
        }
    }

    private void print() throws Exception {
        Path many = place.file("many");
        Path some = place.file("some");
        System.out.println(Alternating.HEADER);
        System.out.println(pullChanges(many));
        new Device(some, SOME).end();
        System.out.println(open(many, some));
    }

    private String pullChanges(Path many) throws Exception {
        long start = System.nanoTime();
        Device large = new Device(many, RECORDS);
        System.out.printf(
                Locale.ROOT,
                "| first pull of %,d records with at most %d MB of memory | %.0f s | | | | |%n",
                RECORDS,
                Runtime.getRuntime().maxMemory() >> 20,
                (System.nanoTime() - start) / 1e9);
        return new Alternating(String.format("pull of 10 changes among %,d; control: among %,d", RECORDS, FEW), ROUNDS)
                .compare(20, large, new Device(place.file("few"), FEW));
    }

    private static String open(Path many, Path some) throws Exception {
        return new Alternating(String.format("open and read the first of %,d; control: of %,d", RECORDS, SOME), ROUNDS)
                .compare(5, opening(many), opening(some));
    }

    private static Round opening(Path file) {
        return operations -> {
            for (int i = 0; i < operations; i++) {
                try (Mooring mooring = Mooring.open(SqliteStore.at(file))) {
                    if (mooring.records("rows").open().list("", 1).isEmpty()) {
                        throw new IllegalStateException("nothing is stored");
                    }
                }
            }
        };
    }

    /** A store in step with a backend of some size. */
    private static final class Device implements Round {

        private final GeneratedFeed feed;
        private final Mooring mooring;
        private final Records<Map<String, @Nullable Object>> records;

        Device(Path file, int size) {
            feed = new GeneratedFeed(size);
            mooring = Mooring.open(SqliteStore.at(file));
            records = mooring.records("rows").sync(feed).manual().open();
            pull();
        }

        @Override
        public void run(int operations) {
            for (int i = 0; i < operations; i++) {
                feed.change();
                pull();
            }
        }

        private void pull() {
            if (!records.sync(LONG)) {
                throw new IllegalStateException("the pull did not end: " + records.status());
            }
        }

        @Override
        public void end() {
            mooring.close();
        }
    }
}
