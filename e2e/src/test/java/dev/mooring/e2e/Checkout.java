package dev.mooring.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that the build was made of. */
final class Checkout {

    static final Path ROOT = root();

    private Checkout() {}

    /** Files by a pattern, in order; what the build made is left out. */
    static List<Path> files(String glob) {
        var matcher = ROOT.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> walk = Files.walk(ROOT)) {
            return walk.filter(matcher::matches)
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?target/.*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("LICENSE"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException("the tests run outside the checkout");
            }
        }
        return here;
    }
}
