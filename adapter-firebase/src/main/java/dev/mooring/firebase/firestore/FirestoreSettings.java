package dev.mooring.firebase.firestore;

import dev.mooring.sync.backend.Setting;
import java.time.Duration;
import java.util.List;

/** Every setting of the backend {@code firestore}. */
public final class FirestoreSettings {

    /** {@code project}. */
    public static final Setting<String> PROJECT = Setting.text("project", "the project's id");
    /** {@code database}. */
    public static final Setting<String> DATABASE =
            Setting.text("database", "the database's id").orElse("(default)");
    /** {@code credentials}. */
    public static final Setting<String> CREDENTIALS = Setting.secret(
            "credentials", "a service account's key, the JSON text itself; default: the environment's own credentials");
    /** {@code id-token}. */
    public static final Setting<String> ID_TOKEN =
            Setting.secret("id-token", "the signed-in user's ID token; the rules apply");
    /** {@code user}. */
    public static final Setting<String> USER = Setting.text(
                    "user", "names the user in the scope, so that two users' data never mix")
            .orElse("");
    /** {@code emulator}. */
    public static final Setting<String> EMULATOR =
            Setting.text("emulator", "host:port of an emulator, which needs no credentials");
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

    /** {@code path}. */
    public static final Setting<String> PATH =
            Setting.text("path", "where the collection is, as users/u1/todos; default: its name");
    /** {@code owner-field}. */
    public static final Setting<String> OWNER_FIELD =
            Setting.text("owner-field", "the field that says whose a document is; default: all documents are meant");
    /** {@code owner}. */
    public static final Setting<String> OWNER =
            Setting.text("owner", "what that field is in the documents that are meant");
    /** {@code updated-at-field}. */
    public static final Setting<String> UPDATED_AT = Setting.text(
                    "updated-at-field", "the server's time of the last change: it makes the feed")
            .orElse("updatedAt");
    /** {@code deleted-field}. */
    public static final Setting<String> DELETED =
            Setting.text("deleted-field", "true in what is deleted").orElse("deleted");
    /** {@code hard-delete}. */
    public static final Setting<Boolean> HARD_DELETE = Setting.flag(
                    "hard-delete", "documents are removed instead of marked")
            .orElse(false);
    /** {@code write-keys-field}. */
    public static final Setting<String> WRITE_KEYS =
            Setting.text("write-keys-field", "a map that keeps the last write key of each device");
    /** {@code overlap}. */
    public static final Setting<Duration> OVERLAP = Setting.duration(
                    "overlap", "how late a commit may become visible after its timestamp")
            .orElse(Duration.ofSeconds(5));
    /** {@code retention}. */
    public static final Setting<Duration> RETENTION =
            Setting.duration("retention", "how long tombstones are kept; default: for ever");
    /** {@code sweep}. */
    public static final Setting<Duration> SWEEP = Setting.duration(
                    "sweep", "how often the whole collection is read for what the feed has missed")
            .orElse(Duration.ofDays(1));
    /** {@code page-size}. */
    public static final Setting<Integer> PAGE_SIZE =
            Setting.number("page-size", "how many documents one query asks for").orElse(300);
    /** {@code batch-size}. */
    public static final Setting<Integer> BATCH_SIZE =
            Setting.number("batch-size", "how many writes one batch holds").orElse(500);

    static final List<Setting<?>> OF_BACKEND =
            List.of(PROJECT, DATABASE, CREDENTIALS, ID_TOKEN, USER, EMULATOR, TIMEOUT, ATTEMPTS, BACKOFF, BREAKER);

    static final List<Setting<?>> OF_COLLECTION = List.of(
            PATH,
            OWNER_FIELD,
            OWNER,
            UPDATED_AT,
            DELETED,
            HARD_DELETE,
            WRITE_KEYS,
            OVERLAP,
            SWEEP,
            RETENTION,
            PAGE_SIZE,
            BATCH_SIZE);

    private FirestoreSettings() {}
}
