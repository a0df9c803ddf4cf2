package dev.mooring.supabase;

import dev.mooring.sync.backend.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Every setting of the backend {@code supabase}. */
public final class SupabaseSettings {

    /** {@code url}. */
    public static final Setting<URI> URL =
            Setting.uri("url", "the project's address, such as https://<ref>.supabase.co");
    /** {@code rest-path}. */
    public static final Setting<String> REST_PATH = Setting.text(
                    "rest-path", "where PostgREST is below it; empty for a PostgREST of your own")
            .orElse("rest/v1");
    /** {@code api-key}. */
    public static final Setting<String> API_KEY =
            Setting.secret("api-key", "publishable, secret or legacy key, sent as 'apikey'");
    /** {@code token}. */
    public static final Setting<String> TOKEN =
            Setting.secret("token", "the signed-in user's JWT, sent as 'Authorization: Bearer ...'");
    /** {@code email}. */
    public static final Setting<String> EMAIL =
            Setting.text("email", "the account to sign in with, instead of a token");
    /** {@code password}. */
    public static final Setting<String> PASSWORD = Setting.secret("password", "the account's password");
    /** {@code session-file}. */
    public static final Setting<String> SESSION_FILE =
            Setting.text("session-file", "where the session is kept, readable by its owner alone; default: in memory");
    /** {@code user}. */
    public static final Setting<String> USER = Setting.text(
                    "user", "names the user in the scope, so that two users' data never mix")
            .orElse("");
    /** {@code realtime-url}. */
    public static final Setting<URI> REALTIME_URL = Setting.uri(
            "realtime-url", "Realtime's socket; default: realtime/v1/websocket below the project's address");
    /** {@code timeout}. */
    public static final Setting<Duration> TIMEOUT =
            Setting.duration("timeout", "how long one call may take").orElse(Duration.ofSeconds(10));
    /** {@code attempts}. */
    public static final Setting<Integer> ATTEMPTS =
            Setting.number("attempts", "how often one call is tried at most").orElse(3);
    /** {@code backoff}. */
    public static final Setting<Duration> BACKOFF = Setting.duration(
                    "backoff", "the longest first pause between attempts")
            .orElse(Duration.ofMillis(200));
    /** {@code breaker}. */
    public static final Setting<Boolean> BREAKER = Setting.flag(
                    "breaker", "whether a backend that is down is left alone for a while")
            .orElse(true);

    /** {@code table}. */
    public static final Setting<String> TABLE =
            Setting.text("table", "the table's or view's name; default: that of the collection");
    /** {@code schema}. */
    public static final Setting<String> SCHEMA =
            Setting.text("schema", "the schema, where it is not the first that the API exposes");
    /** {@code id-column}. */
    public static final Setting<String> ID_COLUMN =
            Setting.text("id-column", "the primary key").orElse("id");
    /** {@code id-type}. */
    public static final Setting<IdType> ID_TYPE =
            Setting.choice("id-type", "the primary key's type", IdType.class).orElse(IdType.TEXT);
    /** {@code version-column}. */
    public static final Setting<String> VERSION_COLUMN =
            Setting.text("version-column", "a column that a trigger changes with every change of its row");
    /** {@code updated-at-column}. */
    public static final Setting<String> UPDATED_AT_COLUMN = Setting.text(
            "updated-at-column", "a timestamp that a trigger sets with every insert and update: it makes the feed");
    /** {@code overlap}. */
    public static final Setting<Duration> OVERLAP = Setting.duration(
                    "overlap", "how late a row may become visible after it was stamped")
            .orElse(Duration.ofSeconds(15));
    /** {@code deleted-column}. */
    public static final Setting<String> DELETED_COLUMN =
            Setting.text("deleted-column", "rows are marked here instead of deleted");
    /** {@code deleted-by}. */
    public static final Setting<DeletedBy> DELETED_BY = Setting.choice(
                    "deleted-by", "time = a timestamp marks a deleted row, flag = true does", DeletedBy.class)
            .orElse(DeletedBy.TIME);
    /** {@code retention}. */
    public static final Setting<Duration> RETENTION = Setting.duration(
            "retention", "how long marked rows are kept, and with the kit how long it remembers; default: for ever");
    /** {@code kit}. */
    public static final Setting<Visibility> KIT = Setting.choice(
            "kit",
            "the SQL kit is installed, for rows seen by their owner (OWNED), by everybody (SHARED) or otherwise (OTHER)",
            Visibility.class);
    /** {@code owner-column}. */
    public static final Setting<String> OWNER_COLUMN =
            Setting.text("owner-column", "with kit = OWNED: the column with the user's id");
    /** {@code managed}. */
    public static final Setting<String> MANAGED =
            Setting.text("managed", "columns that the database sets, separated by commas: delivered, never sent");
    /** {@code columns}. */
    public static final Setting<String> COLUMNS =
            Setting.text("columns", "columns that are fields, separated by commas; default: all");
    /** {@code filter}. */
    public static final Setting<String> FILTER =
            Setting.group("filter", "filter.<column> = eq.5: only rows that pass belong to the collection; no secret");
    /** {@code live}. */
    public static final Setting<Boolean> LIVE = Setting.flag(
                    "live", "the table is in the publication supabase_realtime: hint its changes as they happen")
            .orElse(false);
    /** {@code page-size}. */
    public static final Setting<Integer> PAGE_SIZE =
            Setting.number("page-size", "how many rows one page asks for").orElse(1000);
    /** {@code batch-size}. */
    public static final Setting<Integer> BATCH_SIZE =
            Setting.number("batch-size", "how many writes one batch holds").orElse(500);

    static final List<Setting<?>> OF_BACKEND = List.of(
            URL,
            REST_PATH,
            API_KEY,
            TOKEN,
            EMAIL,
            PASSWORD,
            SESSION_FILE,
            USER,
            REALTIME_URL,
            TIMEOUT,
            ATTEMPTS,
            BACKOFF,
            BREAKER);

    static final List<Setting<?>> OF_COLLECTION = List.of(
            TABLE,
            SCHEMA,
            ID_COLUMN,
            ID_TYPE,
            VERSION_COLUMN,
            UPDATED_AT_COLUMN,
            OVERLAP,
            DELETED_COLUMN,
            DELETED_BY,
            RETENTION,
            KIT,
            OWNER_COLUMN,
            MANAGED,
            COLUMNS,
            FILTER,
            LIVE,
            PAGE_SIZE,
            BATCH_SIZE);

    private SupabaseSettings() {}
}
