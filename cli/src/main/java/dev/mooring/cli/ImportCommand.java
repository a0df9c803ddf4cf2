package dev.mooring.cli;

import dev.mooring.cli.copy.Copied;
import dev.mooring.cli.copy.StoreImport;
import dev.mooring.cli.copy.UnreadableCopy;
import dev.mooring.store.LocalStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mooring import}. */
@Command(
        name = "import",
        description = {
            "Makes a store of what 'mooring export' printed: all of it, or none. A store that is there is never written over.",
            "",
            "The new store is the same device as the old one, with the same writes waiting: use one of the two."
        },
        footer = {"", "Examples:", "  mooring import new.db list.jsonl", "  gunzip -c list.gz | mooring import new.db"},
        mixinStandardHelpOptions = true)
final class ImportCommand extends Task {

    @Parameters(index = "0", paramLabel = "STORE", description = "The SQLite file of the new store.")
    private Path store = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The copy; default: what is piped in.")
    private @Nullable Path file;

    @Override
    Exit run() throws IOException {
        Copied copied = copied();
        if (json()) {
            terminal().json(copied.json());
        } else {
            terminal().say(store + " has " + copied.words());
        }
        return Exit.DONE;
    }

    private Copied copied() throws IOException {
        Path copy = file;
        if (copy == null) {
            return new NewStore(store).filled(open -> into(open, System.in, "the copy"));
        }
        // a pipe will do: the shell makes one of <(gunzip -c list.gz)
        if (!Files.exists(copy) || Files.isDirectory(copy)) {
            throw new Problem(Exit.USAGE, "there is no file " + copy);
        }
        try (InputStream text = Files.newInputStream(copy)) {
            return new NewStore(store).filled(open -> into(open, text, copy.toString()));
        }
    }

    private static Copied into(LocalStore open, InputStream text, String name) {
        try {
            return StoreImport.into(open, text);
        } catch (UnreadableCopy e) {
            String message = Optional.ofNullable(e.getMessage()).orElse("it cannot be read");
            throw new Problem(e.newer() ? Exit.STORE : Exit.USAGE, name + ", " + message, e);
        }
    }
}
