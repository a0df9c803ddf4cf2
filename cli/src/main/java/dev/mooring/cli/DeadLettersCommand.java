package dev.mooring.cli;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.cli.terminal.Table;
import dev.mooring.cli.terminal.Terminal;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.LocalStore;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.backend.Backend;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mooring dead-letters}: its subcommands are methods, since each is a few lines. */
@Command(
        name = "dead-letters",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Writes that were given up and need a person. They stay until they are sent again or discarded.",
            "",
            "list, show and discard need the store alone. edit and requeue need the configuration, because the new write"
                    + " is made for that backend; the next sync sends it."
        },
        footer = {
            "",
            "Examples:",
            "  mooring dead-letters list list.db",
            "  mooring dead-letters show list.db 3",
            "  mooring dead-letters edit list.properties 3 --set count=2",
            "  mooring dead-letters requeue list.properties 3",
            "  mooring dead-letters discard list.db 3"
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            DeadLettersCommand.ListThem.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Edit.class,
            DeadLettersCommand.Requeue.class,
            DeadLettersCommand.Discard.class
        })
final class DeadLettersCommand extends Group {

    private static DeadLetter letter(LocalStore store, long number) {
        return store.read(reader -> reader.deadLetter(number))
                .orElseThrow(() -> new Problem(Exit.USAGE, "there is no dead letter " + number));
    }

    /** {@code list}. */
    @Command(name = "list", description = "Shows them. With --json one line for each.", mixinStandardHelpOptions = true)
    static final class ListThem extends Task {

        @Parameters(paramLabel = "STORE", description = "The store's SQLite file.")
        private Path store = Path.of("");

        @Mixin
        private Limit limit = new Limit();

        @Override
        Exit run() {
            limit.check();
            AtomicLong count = new AtomicLong();
            Table table = new Table("no", "collection", "id", "wanted", "why", "what was said");
            try (LocalStore open = StoreAccess.existing(store)) {
                Writes.letters(open, letter -> {
                    if (json()) {
                        terminal().json(Writes.json(letter));
                    } else if (limit.takes(count.get())) {
                        row(table, letter);
                    }
                    count.incrementAndGet();
                });
            }
            if (!json()) {
                if (count.get() > 0) {
                    table.lines(terminal().width()).forEach(terminal()::result);
                }
                terminal()
                        .result(count
                                + (count.get() == 1 ? " dead letter" : " dead letters")
                                + limit.words(count.get()));
            }
            return count.get() == 0 ? Exit.DONE : Exit.FINDINGS;
        }

        private static void row(Table table, DeadLetter letter) {
            table.row(
                    letter.number(),
                    letter.collection(),
                    letter.write().id(),
                    letter.write().intent().verb().name().toLowerCase(Locale.ROOT),
                    letter.reason().name().toLowerCase(Locale.ROOT),
                    letter.problem().message());
        }
    }

    /** {@code show}. */
    @Command(name = "show", description = "Shows one, whole, as JSON.", mixinStandardHelpOptions = true)
    static final class Show extends Task {

        @Parameters(index = "0", paramLabel = "STORE", description = "The store's SQLite file.")
        private Path store = Path.of("");

        @Parameters(index = "1", paramLabel = "NUMBER", description = "Its number.")
        private long number;

        @Override
        Exit run() {
            try (LocalStore open = StoreAccess.existing(store)) {
                terminal().json(Writes.json(letter(open, number)));
            }
            return Exit.DONE;
        }
    }

    /** {@code discard}. */
    @Command(name = "discard", description = "Forgets one, for good.", mixinStandardHelpOptions = true)
    static final class Discard extends Task {

        @Parameters(index = "0", paramLabel = "STORE", description = "The store's SQLite file.")
        private Path store = Path.of("");

        @Parameters(index = "1", paramLabel = "NUMBER", description = "Its number.")
        private long number;

        @Override
        Exit run() {
            try (LocalStore open = StoreAccess.existing(store)) {
                DeadLetter gone = letter(open, number);
                open.write(tx -> {
                    tx.removeDeadLetter(number);
                    return number;
                });
                terminal()
                        .say(Terminal.plain(
                                "dead letter " + number + " of '" + gone.write().id() + "' is discarded"));
            }
            return Exit.DONE;
        }
    }

    /** {@code requeue}. */
    @Command(
            name = "requeue",
            description = "Makes a new write of one, on what is there now.",
            mixinStandardHelpOptions = true)
    static final class Requeue extends Task {

        @Parameters(index = "0", paramLabel = "CONFIG", description = "The configuration, with store and backend.")
        private Path config = Path.of("");

        @Parameters(index = "1", paramLabel = "NUMBER", description = "Its number.")
        private long number;

        @Override
        Exit run() {
            again(this, config, number, Map.of(), false);
            return Exit.DONE;
        }
    }

    /** {@code edit}. */
    @Command(
            name = "edit",
            description = "Changes fields of one and makes a new write of it, on what is there now.",
            mixinStandardHelpOptions = true)
    static final class Edit extends Task {

        @Parameters(index = "0", paramLabel = "CONFIG", description = "The configuration, with store and backend.")
        private Path config = Path.of("");

        @Parameters(index = "1", paramLabel = "NUMBER", description = "Its number.")
        private long number;

        @Option(
                names = "--set",
                required = true,
                paramLabel = "FIELD=JSON",
                description = "A field's new value: JSON, or a text that is none; null clears.")
        private Map<String, String> values = Map.of();

        @Override
        Exit run() {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>();
            values.forEach((field, text) -> changed.put(field, value(text)));
            again(this, config, number, changed, true);
            return Exit.DONE;
        }

        private static @Nullable Object value(String text) {
            try {
                return Json.standard().parse(text);
            } catch (UnreadableJson e) {
                return text;
            }
        }
    }

    private static void again(
            Task task, Path config, long number, Map<String, @Nullable Object> changed, boolean edited) {
        Configuration configuration = Configuration.read(config, task.environment());
        try (Backend backend = configuration.backend();
                LocalStore store = StoreAccess.existing(configuration.store());
                Mooring mooring = Mooring.open(store)) {
            // nothing travels from here: the application, or mooring sync, sends it
            mooring.offline();
            DeadLetter letter = letter(store, number);
            Records<Map<String, @Nullable Object>> records = mooring.records(collection(configuration, letter))
                    .sync(backend.collection(letter.collection()))
                    .manual()
                    .open();
            Map<String, @Nullable Object> fields =
                    new LinkedHashMap<>(letter.write().intent().fields());
            fields.putAll(changed);
            boolean done = edited ? records.requeue(number, fields) : records.requeue(number);
            if (!done) {
                throw new Problem(Exit.USAGE, "there is no dead letter " + number);
            }
            task.terminal()
                    .say(Terminal.plain("dead letter " + number + " of '"
                            + letter.write().id() + "' waits to be sent; 'mooring sync' sends it"));
        }
    }

    private static String collection(Configuration configuration, DeadLetter letter) {
        List<String> known = configuration.collections();
        return Optional.of(letter.collection())
                .filter(known::contains)
                .orElseThrow(() -> new Problem(
                        Exit.USAGE,
                        "dead letter " + letter.number() + " belongs to the collection '" + letter.collection()
                                + "', which the configuration does not name; it names " + known));
    }
}
