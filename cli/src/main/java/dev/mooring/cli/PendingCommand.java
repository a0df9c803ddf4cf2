package dev.mooring.cli;

import dev.mooring.cli.terminal.Table;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mooring pending}. */
@Command(
        name = "pending",
        description = "Shows the writes in a store that wait for the backend. With --json one line for each.",
        footer = {"", "Examples:", "  mooring pending list.db", "  mooring pending list.db --json | head"},
        mixinStandardHelpOptions = true)
final class PendingCommand extends Task {

    @Parameters(paramLabel = "STORE", description = "The store's SQLite file.")
    private Path store = Path.of("");

    @Mixin
    private Limit limit = new Limit();

    @Override
    Exit run() {
        limit.check();
        AtomicLong count = new AtomicLong();
        Table table = new Table("no", "collection", "id", "wants", "state", "tries", "last problem");
        try (LocalStore open = StoreAccess.existing(store)) {
            Writes.pending(open, write -> {
                if (json()) {
                    terminal().json(Writes.json(write));
                } else if (limit.takes(count.get())) {
                    row(table, write);
                }
                count.incrementAndGet();
            });
        }
        if (!json()) {
            if (count.get() > 0) {
                table.lines(terminal().width()).forEach(terminal()::result);
            }
            terminal().result(count + (count.get() == 1 ? " write waits" : " writes wait") + limit.words(count.get()));
        }
        return Exit.DONE;
    }

    private static void row(Table table, PendingWrite write) {
        table.row(
                write.sequence(),
                write.collection(),
                write.id(),
                write.intent().verb().name().toLowerCase(Locale.ROOT),
                write.status().name().toLowerCase(Locale.ROOT),
                write.delivery().attempts(),
                write.delivery().problem().orElse(""));
    }
}
