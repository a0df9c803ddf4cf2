package dev.mooring.cli;

import dev.mooring.cli.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mooring demo}. */
@Command(
        name = "demo",
        description = {
            "Shows what Mooring does, on this machine alone: no account, no network, half a minute.",
            "",
            "Two devices share a list over a REST server, go offline, disagree, are killed, meet a backend that fails,"
                    + " and move to another backend. Everything told is measured; the exit code is 0 only if every claim"
                    + " held."
        },
        footer = {"", "Examples:", "  mooring demo", "  mooring demo --seed 42 --keep demo-files"},
        mixinStandardHelpOptions = true)
final class DemoCommand extends Task {

    private static final int LEAST = 12;

    @Option(names = "--seed", paramLabel = "N", description = "What luck begins with: the same number, the same edits.")
    private @Nullable Long seed;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "24",
            description = "How long the list is, from 12 to 10000; default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Leaves the stores and the servers' files there, to look at: mooring pending DIR/laptop.db")
    private @Nullable Path keep;

    @Override
    Exit run() throws IOException {
        if (items < LEAST || items > 10_000) {
            throw new Problem(Exit.USAGE, "--items must be from 12 to 10000, was " + items);
        }
        Path directory = directory();
        try {
            long luck = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
            Demo.Result result = new Demo(terminal(), luck, items, directory).run();
            if (json()) {
                terminal().json(result.json());
            }
            return result.held() ? Exit.DONE : Exit.FINDINGS;
        } finally {
            if (keep == null) {
                remove(directory);
            }
        }
    }

    private Path directory() throws IOException {
        if (keep == null) {
            return Files.createTempDirectory("mooring-demo-");
        }
        Optional<Path> there = Files.isDirectory(keep) ? first(keep) : Optional.empty();
        if (there.isPresent()) {
            throw new Problem(
                    Exit.USAGE,
                    "--keep needs a new or empty directory; in " + keep + " there is "
                            + there.get().getFileName());
        }
        return Files.createDirectories(keep);
    }

    private static Optional<Path> first(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findFirst();
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(DemoCommand::removeOne);
        }
    }

    private static void removeOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
