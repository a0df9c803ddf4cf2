package dev.mooring.firebase.firestore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page about this adapter. */
final class Guide {

    private Guide() {}

    static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "adapters", "firebase.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
