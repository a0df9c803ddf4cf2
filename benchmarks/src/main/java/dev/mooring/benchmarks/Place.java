package dev.mooring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A directory on the disk to measure, {@code -Dmooring.bench.place}; empty before and gone afterwards. Safe for several threads. */
public final class Place implements AutoCloseable {

    private final Path directory;
    private final AtomicInteger files = new AtomicInteger();

    private Place(Path directory) {
        this.directory = directory;
    }

    /** Makes it. */
    public static Place make() throws IOException {
        Path parent = Path.of(System.getProperty("mooring.bench.place", "target"));
        return new Place(Files.createTempDirectory(Files.createDirectories(parent), "numbers"));
    }

    /** A file that is not there yet. */
    public Path file(String name) {
        return directory.resolve(files.incrementAndGet() + "-" + name + ".db");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
