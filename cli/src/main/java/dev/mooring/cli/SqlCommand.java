package dev.mooring.cli;

import dev.mooring.supabase.DeletedBy;
import dev.mooring.supabase.IdType;
import dev.mooring.supabase.SupabaseSql;
import dev.mooring.supabase.SupabaseTable;
import dev.mooring.supabase.Visibility;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mooring sql}. */
@Command(
        name = "sql",
        synopsisSubcommandLabel = "COMMAND",
        description = "Prints scripts for a backend's database.",
        mixinStandardHelpOptions = true,
        subcommands = SqlCommand.Supabase.class)
final class SqlCommand extends Group {

    /** {@code supabase}. */
    @Command(
            name = "supabase",
            description = {
                "Prints the SQL kit of a table, for Supabase's SQL editor or psql: a feed that misses nothing, and writes"
                        + " that are safe to repeat. The script may be run again at any time."
            },
            footer = {
                "",
                "Examples:",
                "  mooring sql supabase todos --owner owner --visibility owned",
                "  mooring sql supabase todos --visibility shared --id-type uuid > todos.sql",
                "  mooring sql supabase todos --uninstall"
            },
            mixinStandardHelpOptions = true)
    static final class Supabase extends Task {

        @Parameters(paramLabel = "TABLE", description = "The table.")
        private String table = "";

        @Option(names = "--schema", paramLabel = "NAME", description = "Its schema; default: public.")
        private @Nullable String schema;

        @Option(names = "--id-column", defaultValue = "id", description = "Its primary key; default: ${DEFAULT-VALUE}.")
        private String idColumn = "id";

        @Option(
                names = "--id-type",
                defaultValue = "text",
                description = "The key's type: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
        private IdType idType = IdType.TEXT;

        @Option(
                names = "--visibility",
                defaultValue = "other",
                description = "What decides who sees a row: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
        private Visibility visibility = Visibility.OTHER;

        @Option(names = "--owner", paramLabel = "COLUMN", description = "The column with the owner's user id.")
        private @Nullable String owner;

        @Option(names = "--soft-delete", paramLabel = "COLUMN", description = "The column that marks a deletion.")
        private @Nullable String deleted;

        @Option(
                names = "--deleted-by",
                defaultValue = "time",
                description = "How it marks: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
        private DeletedBy deletedBy = DeletedBy.TIME;

        @Option(
                names = "--retention",
                paramLabel = "TIME",
                converter = Times.class,
                description = "For how long removals are remembered: 30d.")
        private @Nullable Duration retention;

        @Option(names = "--uninstall", description = "The script that takes it away again.")
        private boolean uninstall;

        @Override
        Exit run() {
            SupabaseTable.Builder builder =
                    SupabaseTable.builder().id(idColumn, idType).kit(visibility);
            if (schema != null) {
                builder.schema(schema);
            }
            if (owner != null) {
                builder.owner(owner);
            }
            if (deleted != null) {
                builder.softDelete(deleted, deletedBy);
            }
            if (retention != null) {
                builder.retention(retention);
            }
            SupabaseTable described = builder.build();
            terminal()
                    .result((uninstall
                                    ? SupabaseSql.uninstall(table, described)
                                    : SupabaseSql.install(table, described))
                            .stripTrailing());
            return Exit.DONE;
        }
    }
}
