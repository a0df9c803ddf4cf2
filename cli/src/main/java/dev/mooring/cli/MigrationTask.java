package dev.mooring.cli;

import dev.mooring.cli.terminal.Table;
import dev.mooring.cli.terminal.Terminal;
import dev.mooring.migrate.CollectionReport;
import dev.mooring.migrate.Migration;
import dev.mooring.migrate.Report;
import dev.mooring.migrate.Side;
import dev.mooring.migrate.Verification;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands share that look at both sides of a migration. */
abstract class MigrationTask extends Task {

    @Parameters(index = "0", paramLabel = "FROM", description = "The configuration of the backend to read from.")
    private Path from = Path.of("");

    @Parameters(index = "1", paramLabel = "TO", description = "The configuration of the backend to write to.")
    private Path to = Path.of("");

    @Option(
            names = "--collections",
            split = ",",
            paramLabel = "NAME",
            description = "Which ones, by commas; default: those that FROM names.")
    private List<String> chosen = List.of();

    @Option(names = "--mapping", paramLabel = "FILE", description = "What becomes of the records: a JSON file.")
    private @Nullable Path mapping;

    @Option(
            names = "--page-size",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Records read at once; default: ${DEFAULT-VALUE}.")
    private int pageSize;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "2",
            description = "Collections at once; default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often a call that fails for the time being is made; default: ${DEFAULT-VALUE}.")
    private int attempts;

    @Option(names = "--report", paramLabel = "DIR", description = "Writes the report there, as Markdown and JSON.")
    private @Nullable Path directory;

    /** Where the migration remembers how far it is. */
    abstract Path checkpoint();

    /** Looks at what was typed, before anything is opened. */
    void check() {}

    /** More options. */
    void configure(Migration.Builder builder) {}

    /** Does what it is for. */
    abstract Exit run(Migration migration) throws IOException;

    @Override
    final Exit run() throws IOException {
        check();
        Configuration source = Configuration.read(from, environment());
        Configuration target = Configuration.read(to, environment());
        Mapping records = mapping == null ? Mapping.same() : Mapping.read(mapping);
        List<String> names = chosen.isEmpty() ? source.collections() : chosen;
        if (directory != null) {
            // now, and not after hours
            Files.createDirectories(directory);
        }
        MigrationProgress progress = new MigrationProgress(terminal(), System::nanoTime);
        try (Backend before = source.backend();
                Backend after = target.backend()) {
            Migration.Builder builder = Migration.from(Side.of(before, names))
                    .to(Side.of(after, names.stream().map(records::target).toList()))
                    .checkpoint(checkpoint())
                    .mapping(records)
                    .pageSize(pageSize)
                    .parallel(parallel)
                    .attempts(attempts)
                    .listener(progress);
            names.forEach(name -> apart(name, before, records.target(name), after));
            configure(builder);
            return run(builder.build());
        } finally {
            progress.end();
        }
    }

    /** Records under other ids would be read again as new ones, for ever. */
    private static void apart(String name, Backend before, String other, Backend after) {
        try (SyncAdapter source = before.collection(name);
                SyncAdapter target = after.collection(other)) {
            String scope = source.guarantees().scope();
            if (scope.equals(target.guarantees().scope())) {
                throw new Problem(Exit.USAGE, "'" + name + "' would be moved to where it is: " + scope);
            }
        }
    }

    final Exit tell(Report report) throws IOException {
        write(report.action(), report.markdown(), report.json());
        if (json()) {
            terminal().result(report.json());
        } else {
            table(report).lines(terminal().width()).forEach(terminal()::result);
            report.collections().forEach(this::notes);
            if (report.paused()) {
                terminal().say("it is paused: 'mooring migrate resume' takes the pause back");
            }
        }
        return report.clean() ? Exit.DONE : Exit.FINDINGS;
    }

    private static Table table(Report report) {
        boolean compared = report.collections().stream()
                .anyMatch(each -> each.verification().done());
        Table table = compared
                ? new Table("collection", "state", "source", "target", "differ", "explained", "quarantined")
                : new Table("collection", "state", "read", "written", "unchanged", "per second", "quarantined");
        for (CollectionReport each : report.collections()) {
            Verification found = each.verification();
            String state = each.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if (compared) {
                table.row(
                        each.name(),
                        state,
                        found.source(),
                        found.target(),
                        found.differences(),
                        found.explained(),
                        each.quarantined());
            } else {
                table.row(
                        each.name(),
                        state,
                        each.counts().read(),
                        each.counts().written(),
                        each.counts().unchanged(),
                        Math.round(each.rate()),
                        each.quarantined());
            }
        }
        return table;
    }

    private void notes(CollectionReport each) {
        each.notes().forEach(note -> terminal().say(Terminal.plain(each.name() + ": " + note)));
        each.firstQuarantined().stream()
                .limit(5)
                .forEach(row -> terminal()
                        .say(Terminal.plain(each.name() + ": " + row.id() + " is in quarantine: " + row.message())));
    }

    /** Writes a report where one is wanted. */
    final void write(String action, String markdown, String json) throws IOException {
        if (directory != null) {
            Files.writeString(directory.resolve("migration-" + action + ".md"), markdown);
            Files.writeString(directory.resolve("migration-" + action + ".json"), json);
        }
    }
}
