package dev.mooring.firebase.realtime;

import dev.mooring.sync.backend.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Every setting of the backend {@code firebase-realtime}. */
public final class RealtimeSettings {

    /** {@code url}. */
    public static final Setting<URI> URL =
            Setting.uri("url", "the database's address, such as https://<name>.firebaseio.com");
    /** {@code service-account}. */
    public static final Setting<String> SERVICE_ACCOUNT = Setting.secret(
            "service-account", "a server's credentials, the JSON of its key: they stand above all rules");
    /** {@code id-token}. */
    public static final Setting<String> ID_TOKEN =
            Setting.secret("id-token", "the signed-in user's ID token; the rules apply");
    /** {@code user}. */
    public static final Setting<String> USER = Setting.text(
                    "user", "names the user in the scope, so that two users' data never mix")
            .orElse("");
    /** {@code redirect-hosts}. */
    public static final Setting<String> REDIRECT_HOSTS = Setting.text(
                    "redirect-hosts", "other hosts that may be redirected to with the token, separated by commas")
            .orElse("");
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
    /** {@code silence}. */
    public static final Setting<Duration> SILENCE = Setting.duration(
                    "silence", "how long a stream of events may be silent before it is taken for dead")
            .orElse(Duration.ofSeconds(75));

    /** {@code path}. */
    public static final Setting<String> PATH =
            Setting.text("path", "where the collection is below the root; default: its name");
    /** {@code updated-at-field}. */
    public static final Setting<String> UPDATED_AT_FIELD = Setting.text(
                    "updated-at-field", "the server's time of change, with an index")
            .orElse("updatedAt");
    /** {@code deleted-field}. */
    public static final Setting<String> DELETED_FIELD =
            Setting.text("deleted-field", "true in a tombstone").orElse("deleted");
    /** {@code write-keys-field}. */
    public static final Setting<String> WRITE_KEYS_FIELD =
            Setting.text("write-keys-field", "the last write key of each device; default: none is kept");
    /** {@code encoded}. */
    public static final Setting<String> ENCODED = Setting.text(
                    "encoded", "fields that are kept as a text of JSON, separated by commas")
            .orElse("");
    /** {@code overlap}. */
    public static final Setting<Duration> OVERLAP = Setting.duration(
                    "overlap", "how far each pull looks back behind what it has seen")
            .orElse(Duration.ofSeconds(2));
    /** {@code retention}. */
    public static final Setting<Duration> RETENTION =
            Setting.duration("retention", "how long tombstones are kept before they are purged; default: for ever");
    /** {@code page-size}. */
    public static final Setting<Integer> PAGE_SIZE =
            Setting.number("page-size", "how many records one page asks for").orElse(500);
    /** {@code batch-size}. */
    public static final Setting<Integer> BATCH_SIZE =
            Setting.number("batch-size", "how many writes one batch holds").orElse(100);

    static final List<Setting<?>> OF_BACKEND =
            List.of(URL, SERVICE_ACCOUNT, ID_TOKEN, USER, REDIRECT_HOSTS, TIMEOUT, ATTEMPTS, BACKOFF, SILENCE);

    static final List<Setting<?>> OF_COLLECTION = List.of(
            PATH,
            UPDATED_AT_FIELD,
            DELETED_FIELD,
            WRITE_KEYS_FIELD,
            ENCODED,
            OVERLAP,
            RETENTION,
            PAGE_SIZE,
            BATCH_SIZE);

    private RealtimeSettings() {}
}
