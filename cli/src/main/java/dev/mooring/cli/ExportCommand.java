package dev.mooring.cli;

import dev.mooring.cli.copy.StoreExport;
import dev.mooring.store.LocalStore;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mooring export}. */
@Command(
        name = "export",
        description = {
            "Prints everything that a store holds, one JSON object a line: records, writes that wait, dead letters, notes."
                    + " 'mooring import' makes a store of it again.",
            "",
            "The store is locked meanwhile: while an application has it open, this ends with 5."
        },
        footer = {"", "Examples:", "  mooring export list.db > list.jsonl", "  mooring export list.db | gzip > list.gz"
        },
        mixinStandardHelpOptions = true)
final class ExportCommand extends Task {

    @Parameters(paramLabel = "STORE", description = "The store's SQLite file.")
    private Path store = Path.of("");

    @Override
    Exit run() {
        try (LocalStore open = StoreAccess.existing(store)) {
            StoreExport.of(open, terminal()::result);
        }
        return Exit.DONE;
    }
}
