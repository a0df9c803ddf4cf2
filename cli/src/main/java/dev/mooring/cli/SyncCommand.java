package dev.mooring.cli;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.Status;
import dev.mooring.Trouble;
import dev.mooring.cli.terminal.Table;
import dev.mooring.store.LocalStore;
import dev.mooring.sync.backend.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mooring sync}. */
@Command(
        name = "sync",
        description = {
            "Sends what waits in a store and brings what changed, once: for cron, systemd timers and scripts.",
            "",
            "The store is locked meanwhile: while an application has it open, this ends with 5 and changes nothing."
        },
        footer = {"", "Examples:", "  mooring sync list.properties", "  mooring sync list.properties --timeout 5m"},
        mixinStandardHelpOptions = true)
final class SyncCommand extends Task {

    @Parameters(paramLabel = "CONFIG", description = "The configuration, with store, collections and backend.")
    private Path config = Path.of("");

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = Times.class,
            description = "How long it may take for each collection: 30s, 5m; default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ZERO;

    @Override
    Exit run() {
        Configuration configuration = Configuration.read(config, environment());
        List<Outcome> outcomes = new ArrayList<>();
        try (Backend backend = configuration.backend();
                LocalStore store = StoreAccess.open(configuration.store());
                Mooring mooring = Mooring.open(store)) {
            for (String name : configuration.collections()) {
                Records<Map<String, @Nullable Object>> records = mooring.records(name)
                        .sync(backend.collection(name))
                        .manual()
                        .open();
                long before = records.status().pending();
                boolean inStep = records.sync(timeout);
                if (Thread.currentThread().isInterrupted()) {
                    // what it did not get done says nothing of the backend
                    return Exit.INTERRUPTED;
                }
                outcomes.add(new Outcome(name, before, inStep, records.status()));
            }
        }
        tell(outcomes);
        return outcomes.stream()
                .map(Outcome::exit)
                .max(Comparator.comparingInt(Exit::code))
                .orElse(Exit.DONE);
    }

    private void tell(List<Outcome> outcomes) {
        Table table = new Table("collection", "in step", "waited", "still wait", "dead letters");
        outcomes.forEach(each -> {
            if (json()) {
                terminal().json(each.json());
            } else {
                table.row(
                        each.name(),
                        each.inStep() ? "yes" : "NO",
                        each.before(),
                        each.status().pending(),
                        each.status().deadLetters());
            }
            each.problem().ifPresent(problem -> terminal().error(each.name() + ": " + problem));
        });
        if (!json()) {
            table.lines(terminal().width()).forEach(terminal()::line);
        }
    }

    /** What became of a collection. */
    private record Outcome(String name, long before, boolean inStep, Status status) {

        Exit exit() {
            Optional<Trouble.Kind> kind = status.trouble().map(Trouble::kind);
            if (!inStep && kind.isPresent()) {
                return switch (kind.get()) {
                    case UNAUTHENTICATED -> Exit.UNAUTHENTICATED;
                    case MISCONFIGURED -> Exit.USAGE;
                    case STORE -> Exit.STORE;
                    default -> Exit.UNREACHABLE;
                };
            }
            if (!inStep) {
                return Exit.UNREACHABLE;
            }
            return status.deadLetters() > 0 ? Exit.FINDINGS : Exit.DONE;
        }

        /** A backend that is silent has not failed yet when the time is over. */
        Optional<String> problem() {
            return inStep || status.problem().isPresent()
                    ? status.problem()
                    : Optional.of("the time was over before the backend had answered");
        }

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("collection", name);
            members.put("inStep", inStep);
            members.put("waited", before);
            members.put("pending", status.pending());
            members.put("deadLetters", status.deadLetters());
            problem().ifPresent(problem -> members.put("problem", problem));
            return members;
        }
    }
}
