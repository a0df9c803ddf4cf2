package dev.mooring.cli;

import dev.mooring.cli.terminal.Table;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.backend.Backend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code mooring doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks at a configuration and its backend: keys, reachability, credentials, what each collection promises, and"
                    + " what is missing there (tables, indexes, rules). It reads one record of each and writes nothing."
        },
        footer = {"", "Examples:", "  mooring doctor list.properties"},
        mixinStandardHelpOptions = true)
final class DoctorCommand extends Task {

    @Parameters(paramLabel = "CONFIG", description = "The configuration, with collections and backend.")
    private Path config = Path.of("");

    @Override
    Exit run() {
        Configuration configuration = Configuration.read(config, environment());
        List<Visit> visits = new ArrayList<>();
        try (Backend backend = configuration.backend()) {
            for (String name : configuration.collections()) {
                try (SyncAdapter adapter = backend.collection(name)) {
                    visits.add(new Visit(name, adapter.guarantees(), capabilities(adapter), complaint(adapter)));
                }
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            return Exit.INTERRUPTED;
        }
        visits.forEach(this::tell);
        return visits.stream()
                .flatMap(visit -> visit.complaint().stream())
                .map(Failures::exit)
                .findFirst()
                .orElse(Exit.DONE);
    }

    private static Optional<SyncException> complaint(SyncAdapter adapter) {
        try {
            adapter.list(Cursor.START, 1);
            adapter.changesSince(Cursor.START, 1);
            return Optional.empty();
        } catch (SyncException e) {
            return Optional.of(e);
        }
    }

    private static List<String> capabilities(SyncAdapter adapter) {
        Map<String, Class<?>> known = new LinkedHashMap<>();
        known.put("batches", BatchWrites.class);
        known.put("lookup", Lookup.class);
        known.put("key scan", KeyScan.class);
        known.put("live changes", LiveChanges.class);
        return known.entrySet().stream()
                .filter(each -> adapter.capability(each.getValue()).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void tell(Visit visit) {
        if (json()) {
            terminal().json(visit.json());
            return;
        }
        Table table = new Table(visit.name(), "");
        visit.promises().forEach(table::row);
        table.lines(terminal().width()).forEach(terminal()::result);
        visit.complaint().ifPresent(complaint -> terminal().error(visit.name() + ": " + Failures.line(complaint)));
        terminal().line("");
    }

    /** What was found of one collection. */
    private record Visit(
            String name, Guarantees guarantees, List<String> capabilities, Optional<SyncException> complaint) {

        Map<String, String> promises() {
            Map<String, String> rows = new LinkedHashMap<>();
            rows.put("answers", complaint.isEmpty() ? "yes" : "NO");
            rows.put("scope", guarantees.scope());
            rows.put("feed", guarantees.feed().strength().toString());
            rows.put("removals told", guarantees.removals().told().toString());
            rows.put("a write sent twice", guarantees.replay().toString());
            rows.put("listing", guarantees.listing().toString());
            rows.put(
                    "compares versions",
                    "updates " + yes(guarantees.conditionalUpdates()) + ", deletes "
                            + yes(guarantees.conditionalDeletes()));
            rows.put("ids made by", guarantees.ids().clientMade() ? "the client" : "the server");
            rows.put("at most", guarantees.largestPage() + " a page, " + guarantees.largestBatch() + " a batch");
            rows.put("also offers", capabilities.isEmpty() ? "nothing" : String.join(", ", capabilities));
            return rows;
        }

        private static String yes(boolean claimed) {
            return claimed ? "yes" : "no";
        }

        Map<String, Object> json() {
            Map<String, Object> members = new LinkedHashMap<>(Map.of("collection", name));
            members.put("promises", promises());
            complaint.ifPresent(failure -> members.put("problem", Failures.line(failure)));
            return members;
        }
    }
}
