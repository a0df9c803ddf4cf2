package dev.mooring.benchmarks.migrate;

import dev.mooring.benchmarks.Alternating;
import dev.mooring.benchmarks.Alternating.Round;
import dev.mooring.benchmarks.Place;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.migrate.Migration;
import dev.mooring.migrate.Report;
import dev.mooring.migrate.Side;
import dev.mooring.migrate.Verification;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Prints the table of whole migrations between two reference backends, each a process of its own with its file on the disk, so that
 * {@code -Xmx64m} speaks of the migration alone. Small unless said: {@code -Dmooring.bench.rounds=5}, {@code -Dmooring.bench.records=1000000}.
 */
public final class MigrationNumbers {

    private static final int ROUNDS = Integer.getInteger("mooring.bench.rounds", 5);
    private static final int RECORDS = Integer.getInteger("mooring.bench.records", 20_000);

    private final FetchBackend from;
    private final FetchBackend to;
    private final Place place;
    private final AtomicInteger names = new AtomicInteger();
    private Path checkpoint = Path.of("unset");

    private MigrationNumbers(FetchBackend from, FetchBackend to, Place place) {
        this.from = from;
        this.to = to;
        this.place = place;
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        try (Place place = Place.make();
                Serving source = Serving.start(place.file("source"));
                Serving target = Serving.start(place.file("target"));
                FetchBackend from = FetchBackend.mooringRest(source.uri()).build();
                FetchBackend to = FetchBackend.mooringRest(target.uri()).build()) {
            new MigrationNumbers(from, to, place).print();
        }
    }

    private void print() throws Exception {
        fill();
        System.out.println(Alternating.HEADER);
        System.out.println(new Alternating(String.format(Locale.ROOT, "migration of %,d rows, each", RECORDS), ROUNDS)
                .compare(
                        RECORDS,
                        new Copying(),
                        rows -> RawCopy.copy(from, to, "filled", "raw" + names.incrementAndGet())));
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(Locale.ROOT, "largest heap allowed: %,d MiB%n", runtime.maxMemory() >> 20);
    }

    private void fill() {
        try (SyncAdapter items = from.collection("filled")) {
            BatchWrites batches = items.capability(BatchWrites.class).orElseThrow();
            List<Write> part = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                part.add(Create.of(WriteKey.of("user", i), "record-" + i, fields(i)));
                if (part.size() == 500 || i == RECORDS - 1) {
                    batches.write(part);
                    part.clear();
                }
            }
        }
    }

    /** 300 bytes as JSON. */
    private static Map<String, Object> fields(int number) {
        return Map.of(
                "title",
                "Buy milk, number " + number,
                "done",
                number % 2 == 0,
                "position",
                (long) number,
                "notes",
                "a text of some length, as people write it ".repeat(5));
    }

    /** The copy alone is measured; what it left is compared before the next one begins. */
    private final class Copying implements Round {

        private String name = "";

        @Override
        public void prepare(int rows) {
            compare();
            name = "migrated" + names.incrementAndGet();
            checkpoint = place.file(name);
        }

        @Override
        public void run(int rows) {
            with(Migration::run);
        }

        @Override
        public void end() {
            compare();
        }

        private void compare() {
            if (name.isEmpty()) {
                return;
            }
            long began = System.nanoTime();
            Verification found = with(Migration::verify).collection("filled").verification();
            if (!found.equal() || found.target() != RECORDS) {
                throw new IllegalStateException("the target is another: " + found);
            }
            System.out.printf(
                    Locale.ROOT, "compared %,d rows in %.1f s%n", found.target(), (System.nanoTime() - began) / 1e9);
        }

        private Report with(Function<Migration, Report> call) {
            try (SyncAdapter source = from.collection("filled");
                    SyncAdapter target = to.collection(name)) {
                return call.apply(Migration.from(Side.of("filled", source))
                        .to(Side.of("filled", target))
                        .checkpoint(checkpoint)
                        .build());
            }
        }
    }

    /** A reference backend in another process. */
    private record Serving(Process process, URI uri) implements AutoCloseable {

        static Serving start(Path file) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.mooring.server.RestServerMain",
                            file.toString(),
                            "0")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = String.valueOf(lines.readLine());
            return new Serving(process, URI.create(line.substring(line.lastIndexOf(' ') + 1)));
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
