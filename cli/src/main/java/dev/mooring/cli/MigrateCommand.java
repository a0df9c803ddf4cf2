package dev.mooring.cli;

import dev.mooring.cli.terminal.Table;
import dev.mooring.migrate.CollectionPlan;
import dev.mooring.migrate.Migration;
import dev.mooring.migrate.MigrationFile;
import dev.mooring.migrate.Plan;
import dev.mooring.migrate.Report;
import dev.mooring.migrate.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mooring migrate}. */
@Command(
        name = "migrate",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Moves collections from one backend to another while the first one goes on being used.",
            "",
            "Killed anywhere, the same command goes on where it was: the checkpoint remembers."
        },
        footer = {
            "",
            "Examples:",
            "  mooring migrate plan old.properties new.properties",
            "  mooring migrate run old.properties new.properties --checkpoint move",
            "  mooring migrate verify old.properties new.properties --checkpoint move",
            "  mooring migrate pause move"
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            MigrateCommand.PlanIt.class,
            MigrateCommand.RunIt.class,
            MigrateCommand.Verify.class,
            MigrateCommand.ShowStatus.class,
            MigrateCommand.Pause.class,
            MigrateCommand.Resume.class
        })
final class MigrateCommand extends Group {

    /** {@code plan}. */
    @Command(
            name = "plan",
            description = "Reads the source and writes nothing: counts, what will not fit, a rough time.",
            mixinStandardHelpOptions = true)
    static final class PlanIt extends MigrationTask {

        @Override
        Path checkpoint() {
            // a plan neither reads nor writes it
            return Path.of("none");
        }

        @Override
        Exit run(Migration migration) throws IOException {
            Plan plan = migration.plan();
            write("plan", plan.markdown(), plan.json());
            if (json()) {
                terminal().result(plan.json());
            } else {
                Table table = new Table("collection", "records", "bytes", "will not fit", "target", "roughly");
                plan.collections().forEach(each -> row(table, each));
                table.lines(terminal().width()).forEach(terminal()::result);
                plan.collections()
                        .forEach(each -> each.notes().forEach(note -> terminal().say(each.name() + ": " + note)));
            }
            return plan.fits() ? Exit.DONE : Exit.FINDINGS;
        }

        private static void row(Table table, CollectionPlan each) {
            table.row(
                    each.name(),
                    each.records(),
                    each.bytes(),
                    each.unfit(),
                    each.targetIsEmpty() ? "empty" : "not empty",
                    Math.max(1, each.estimate().toSeconds()) + " s");
        }
    }

    /** {@code run}. */
    @Command(
            name = "run",
            description = "Copies, and carries what changes meanwhile; goes on where it was.",
            mixinStandardHelpOptions = true)
    static final class RunIt extends MigrationTask {

        @Option(names = "--checkpoint", required = true, paramLabel = "FILE", description = "Remembers how far it is.")
        private Path checkpoint = Path.of("");

        @Option(
                names = "--rate",
                paramLabel = "N",
                defaultValue = "0",
                description = "The most records written in a second; 0 = no limit.")
        private double rate;

        @Option(
                names = "--follow",
                paramLabel = "TIME",
                converter = Times.class,
                description = "Goes on after the copy and looks for changes this often, until it is paused.")
        private @Nullable Duration follow;

        @Option(
                names = "--count",
                description = "Reads the source once before a copy begins, so that the time that is left can be told.")
        private boolean count;

        @Option(names = "--retry", description = "Tries what is in quarantine once more, at the end.")
        private boolean retry;

        @Option(
                names = "--believe-gone",
                description = "Takes away first what an earlier run put aside because most of the source seemed gone.")
        private boolean believe;

        @Override
        Path checkpoint() {
            return checkpoint;
        }

        @Override
        void configure(Migration.Builder builder) {
            builder.rowsPerSecond(rate);
            if (follow != null) {
                builder.follow(follow);
            }
            if (count && !Files.exists(checkpoint)) {
                builder.expecting(builder.build().plan());
            }
        }

        @Override
        void check() {
            if (!(rate >= 0)) {
                throw new Problem(Exit.USAGE, "--rate must not be negative, was " + rate);
            }
            if (follow != null && follow.toMillis() < 1) {
                throw new Problem(Exit.USAGE, "--follow must be a millisecond at least, was " + follow);
            }
        }

        @Override
        Exit run(Migration migration) throws IOException {
            if (believe) {
                // before the run: what this one misses, nobody has looked at yet
                migration.believeGone();
            }
            Report report = migration.run();
            return tell(retry && !report.paused() ? migration.retry() : report);
        }
    }

    /** {@code verify}. */
    @Command(
            name = "verify",
            description = "Compares both sides and writes to neither, unless it is told to repair.",
            mixinStandardHelpOptions = true)
    static final class Verify extends MigrationTask {

        @Option(names = "--checkpoint", required = true, paramLabel = "FILE", description = "That of the migration.")
        private Path checkpoint = Path.of("");

        @Option(names = "--repair", description = "Writes again what differs, as the source has it, and looks again.")
        private boolean repair;

        @Option(names = "--delete-extras", description = "Lets --repair delete what the source never had.")
        private boolean extras;

        @Override
        Path checkpoint() {
            return checkpoint;
        }

        @Override
        void configure(Migration.Builder builder) {
            if (extras) {
                builder.deleteExtras();
            }
        }

        @Override
        Exit run(Migration migration) throws IOException {
            Report report = migration.verify();
            // extras are explained, and so no reason for a repair by themselves
            return tell(repair && (extras || !report.clean()) ? migration.repair() : report);
        }
    }

    /** {@code status}. */
    @Command(
            name = "status",
            description = "Shows how far a migration is; no backend is asked.",
            mixinStandardHelpOptions = true)
    static final class ShowStatus extends Task {

        @Parameters(paramLabel = "CHECKPOINT", description = "The migration's checkpoint.")
        private Path checkpoint = Path.of("");

        @Override
        Exit run() {
            Status status = MigrationFile.at(checkpoint).status();
            if (json()) {
                terminal().json(json(status));
                return Exit.DONE;
            }
            terminal()
                    .result(lower(status.state())
                            + (status.running() ? ", running" : ", not running")
                            + (status.paused() ? ", paused" : ""));
            Table table = new Table("collection", "state", "read", "written", "unchanged", "quarantined");
            status.collections()
                    .forEach(each -> table.row(
                            each.name(),
                            lower(each.state()),
                            each.counts().read(),
                            each.counts().written(),
                            each.counts().unchanged(),
                            each.quarantined()));
            table.lines(terminal().width()).forEach(terminal()::result);
            return Exit.DONE;
        }

        private static Map<String, Object> json(Status status) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("state", status.state().name());
            members.put("running", status.running());
            members.put("paused", status.paused());
            List<Map<String, Object>> collections = status.collections().stream()
                    .<Map<String, Object>>map(each -> Map.of(
                            "name", each.name(),
                            "state", each.state().name(),
                            "read", each.counts().read(),
                            "written", each.counts().written(),
                            "unchanged", each.counts().unchanged(),
                            "quarantined", each.quarantined()))
                    .toList();
            members.put("collections", collections);
            return members;
        }

        private static String lower(Enum<?> state) {
            return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** {@code pause}. */
    @Command(
            name = "pause",
            description = "Has a run end after the page it is at, in whatever process.",
            mixinStandardHelpOptions = true)
    static final class Pause extends Task {

        @Parameters(paramLabel = "CHECKPOINT", description = "The migration's checkpoint.")
        private Path checkpoint = Path.of("");

        @Override
        Exit run() {
            MigrationFile.at(checkpoint).pause();
            terminal().say("paused: nothing is carried until 'mooring migrate resume'");
            return Exit.DONE;
        }
    }

    /** {@code resume}. */
    @Command(
            name = "resume",
            description = "Takes the pause back; 'run' goes on from there.",
            mixinStandardHelpOptions = true)
    static final class Resume extends Task {

        @Parameters(paramLabel = "CHECKPOINT", description = "The migration's checkpoint.")
        private Path checkpoint = Path.of("");

        @Override
        Exit run() {
            MigrationFile.at(checkpoint).resume();
            terminal().say("resumed: 'mooring migrate run' goes on");
            return Exit.DONE;
        }
    }
}
