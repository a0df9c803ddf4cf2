package dev.mooring.benchmarks.sync;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.benchmarks.Alternating;
import dev.mooring.benchmarks.Alternating.Round;
import dev.mooring.benchmarks.Place;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Prints the table of whole pulls and pushes, against the reference backend in this process. Small unless said:
 * {@code -Dmooring.bench.rounds=11}, {@code -Dmooring.bench.records=100000}, {@code -Dmooring.bench.pending=10000}.
 */
public final class SyncNumbers {

    private static final int ROUNDS = Integer.getInteger("mooring.bench.rounds", 5);
    private static final int RECORDS = Integer.getInteger("mooring.bench.records", 20_000);
    private static final int PENDING = Integer.getInteger("mooring.bench.pending", 2_000);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final URI server;
    private final FetchBackend backend;
    private final Place place;
    private final AtomicInteger names = new AtomicInteger();

    private SyncNumbers(URI server, FetchBackend backend, Place place) {
        this.server = server;
        this.backend = backend;
        this.place = place;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        try (RestServer server = RestServer.builder().inMemory().start();
                FetchBackend backend = FetchBackend.mooringRest(server.uri()).build();
                Place place = Place.make()) {
            new SyncNumbers(server.uri(), backend, place).print();
        }
    }

    private void print() throws Exception {
        System.out.println(Alternating.HEADER);
        System.out.println(pull());
        System.out.println(push());
    }

    private String pull() throws Exception {
        fill();
        return new Alternating(String.format("first pull of %,d rows, each", RECORDS), ROUNDS)
                .compare(RECORDS, operations -> productPull(), operations -> {
                    try (RawSync raw = new RawSync(new RawClient(server, "filled"), place.file("raw"))) {
                        raw.pull();
                    }
                });
    }

    private void fill() throws Exception {
        try (RawSync raw = new RawSync(new RawClient(server, "filled"), place.file("fill"))) {
            for (int i = 0; i < RECORDS; i++) {
                raw.write("r" + i, text(i));
            }
            raw.commit();
            raw.push();
        }
    }

    private void productPull() {
        try (Mooring mooring = Mooring.open(SqliteStore.at(place.file("product")));
                SyncAdapter adapter = backend.collection("filled")) {
            Records<Map<String, @Nullable Object>> records =
                    mooring.records("filled").sync(adapter).open();
            require(records.sync(LONG), "the pull did not end");
        }
    }

    private String push() throws Exception {
        return new Alternating(String.format("push of %,d offline creates, each", PENDING), ROUNDS)
                .compare(PENDING, new ProductPush(), new RawPush());
    }

    static Map<String, @Nullable Object> fields(int number) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("title", "Buy milk, number " + number);
        fields.put("done", number % 2 == 0);
        fields.put("position", (long) number);
        fields.put("notes", "a text of some length, as people write it ".repeat(4));
        return fields;
    }

    private static String text(int number) {
        return "{\"title\": \"Buy milk, number " + number + "\", \"done\": " + (number % 2 == 0) + ", \"position\": "
                + number + ", \"notes\": \"" + "a text of some length, as people write it ".repeat(4) + "\"}";
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private final class ProductPush implements Round {

        private Mooring mooring = Mooring.open(SqliteStore.at(place.file("unused")));
        private Records<Map<String, @Nullable Object>> records =
                mooring.records("unused").open();

        @Override
        public void prepare(int operations) {
            mooring.close();
            mooring = Mooring.open(SqliteStore.at(place.file("product")));
            String name = "pushed" + names.incrementAndGet();
            records = mooring.records(name)
                    .sync(backend.collection(name))
                    .manual()
                    .open();
            Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
            for (int i = 0; i < operations; i++) {
                all.put("r" + i, fields(i));
            }
            records.putAll(all);
        }

        @Override
        public void run(int operations) {
            records.gate(true);
            require(records.flush(LONG), "the push did not end: " + records.status());
        }

        @Override
        public void end() {
            mooring.close();
        }
    }

    private final class RawPush implements Round {

        private @Nullable RawSync raw;

        @Override
        public void prepare(int operations) throws Exception {
            end();
            RawSync next = new RawSync(new RawClient(server, "pushed" + names.incrementAndGet()), place.file("raw"));
            for (int i = 0; i < operations; i++) {
                next.write("r" + i, text(i));
            }
            next.commit();
            raw = next;
        }

        @Override
        public void run(int operations) throws Exception {
            if (raw != null) {
                raw.push();
            }
        }

        @Override
        public void end() throws Exception {
            if (raw != null) {
                raw.close();
                raw = null;
            }
        }
    }
}
