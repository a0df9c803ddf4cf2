package dev.mooring.cli;

import dev.mooring.store.LocalStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The place of a store that is to come into being whole, or not at all. Not safe for several threads. */
final class NewStore {

    /** What SQLite and the lock keep beside a store's file. */
    private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal", ".lock");

    private final Path place;

    NewStore(Path place) {
        this.place = place;
    }

    /** Fills a store under another name, which gets its own when the work is done. */
    <T> T filled(Function<LocalStore, T> work) throws IOException {
        refuse();
        Path making = place.resolveSibling(place.getFileName() + "." + UUID.randomUUID() + ".importing");
        try {
            T answer;
            try (LocalStore store = StoreAccess.open(making)) {
                answer = work.apply(store);
            }
            refuse();
            move(making);
            return answer;
        } finally {
            Files.deleteIfExists(making);
            for (String end : BESIDE) {
                Files.deleteIfExists(beside(making, end));
            }
        }
    }

    private void refuse() throws IOException {
        if (place.getFileName() == null || Files.isDirectory(place)) {
            throw new Problem(Exit.USAGE, place + " is a directory");
        }
        if (hasData(place)) {
            throw new Problem(Exit.USAGE, place + " is there already, and is not written over");
        }
        for (String end : List.of("-wal", "-journal")) {
            // SQLite would play the rest of another store into the new one
            if (hasData(beside(place, end))) {
                throw new Problem(
                        Exit.USAGE, beside(place, end) + " is there already: the rest of a store that was removed");
            }
        }
        Path directory = place.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new Problem(Exit.USAGE, "there is no directory " + directory);
        }
    }

    private void move(Path making) throws IOException {
        if (hasData(beside(making, "-wal"))) {
            throw new Problem(Exit.STORE, making + " could not be closed, so " + place + " was not made");
        }
        try {
            Files.deleteIfExists(place);
            Files.move(making, place);
        } catch (FileAlreadyExistsException e) {
            throw new Problem(Exit.USAGE, place + " has come into being meanwhile, and is not written over", e);
        }
    }

    private static boolean hasData(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    private static Path beside(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }
}
