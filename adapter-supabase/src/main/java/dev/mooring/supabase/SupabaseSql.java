package dev.mooring.supabase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL kit of a table as a script for the SQL editor, or for {@code psql}: it makes the table's feed COMPLETE and its writes safe to repeat.
 * The scripts may be run again at any time, by the role that owns the table. Safe for several threads.
 *
 * <pre>{@code
 * SupabaseTable todos = SupabaseTable.builder().id("id", IdType.UUID).kit(Visibility.OWNED).owner("owner").build();
 * String script = SupabaseSql.install("todos", todos);
 * }</pre>
 */
public final class SupabaseSql {

    private static final int LONGEST_NAME = 63;
    private static final String DEFAULT_SCHEMA = "public";

    private SupabaseSql() {}

    /**
     * The script that installs the kit for one table, or brings it up to date. It changes nothing where it ran before with the same options.
     *
     * @param collection the collection's name, which is the table's unless the table says otherwise
     * @param table what the backend is told about it too
     * @throws IllegalArgumentException when the table does not use the kit, or a name is none that PostgreSQL can have
     */
    public static String install(String collection, SupabaseTable table) {
        Visibility visibility = table.kit()
                .orElseThrow(() -> new IllegalArgumentException("the table does not use the kit: say kit(...)"));
        String call = call(
                "install",
                schema(table),
                name(table.table(collection)),
                shape(table),
                name(table.id()),
                visibility.name(),
                table.owner().isEmpty() ? null : name(table.owner()),
                table.soft() ? name(table.deleted()) : null,
                table.soft() ? table.deletedBy().name() : null,
                table.retention().map(Duration::toString).orElse(null));
        return kit() + "select " + call + ";\n\nnotify pgrst, 'reload schema';\ncommit;\n";
    }

    /**
     * The script that takes the kit from one table, and from the database when no other table uses it. Nothing else is touched; where the kit is
     * not installed it does nothing.
     *
     * @param collection the collection's name, which is the table's unless the table says otherwise
     * @param table what the backend is told about it too
     * @throws IllegalArgumentException when a name is none that PostgreSQL can have
     */
    public static String uninstall(String collection, SupabaseTable table) {
        String body = "begin\n"
                + "  if to_regclass('mooring.tables') is null then\n    return;\n  end if;\n"
                + "  perform " + call("uninstall", schema(table), name(table.table(collection))) + ";\n"
                + "  if not exists (select from mooring.tables) then\n"
                + "    set local client_min_messages = warning;\n    drop schema mooring cascade;\n  end if;\nend";
        return "begin;\ndo " + literal(body) + ";\n\nnotify pgrst, 'reload schema';\ncommit;\n";
    }

    /** What the script and the program have to agree on. */
    static String shape(SupabaseTable table) {
        String visibility = table.kit().map(Visibility::name).orElse("");
        String deleted = table.soft() ? table.deleted() + " by " + table.deletedBy() : "rows";
        return "key " + table.id() + ", " + visibility + (table.owner().isEmpty() ? "" : " by " + table.owner())
                + ", deleting " + deleted;
    }

    private static String schema(SupabaseTable table) {
        return table.schema().isEmpty() ? DEFAULT_SCHEMA : name(table.schema());
    }

    private static String call(String function, @Nullable String... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument == null ? "null" : literal(argument))
                .collect(Collectors.joining(", ", "mooring." + function + "(", ")"));
    }

    /** A longer name would be cut without a word, and then be another table's. */
    private static String name(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0 || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new IllegalArgumentException("'" + name.replace('\0', '?') + "' is no name: PostgreSQL takes 1 to "
                    + LONGEST_NAME + " bytes without NUL");
        }
        return name;
    }

    /** Whatever the server's settings are: in this form a backslash is always one character more. */
    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    private static String kit() {
        try (InputStream script = SupabaseSql.class.getResourceAsStream("kit.sql")) {
            return new String(Objects.requireNonNull(script, "kit.sql").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the kit's script cannot be read", e);
        }
    }
}
