package dev.mooring.fetch;

import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.backend.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Every setting of the backend {@code fetch}: the same names in a configuration and in {@link Resource.Builder}. */
public final class FetchSettings {

    /** {@code url}. */
    public static final Setting<URI> URL =
            Setting.uri("url", "the address that all URLs of collections are appended to");

    /** {@code preset}. */
    public static final Setting<Preset> PRESET = Setting.choice(
                    "preset", "what collections are like unless they say otherwise", Preset.class)
            .orElse(Preset.PLAIN);
    /** {@code token}. */
    public static final Setting<String> TOKEN = Setting.secret("token", "sent as 'Authorization: Bearer ...'");
    /** {@code header}. */
    public static final Setting<String> HEADER =
            Setting.group("header", "header.<Name> = a header of every request; a secret as env:NAME or file:PATH");
    /** {@code user}. */
    public static final Setting<String> USER = Setting.text(
                    "user", "names the user in the scope, so that two users' data never mix")
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
    /** {@code breaker}. */
    public static final Setting<Boolean> BREAKER = Setting.flag(
                    "breaker", "whether a backend that is down is left alone for a while")
            .orElse(true);
    /** {@code status}. */
    public static final Setting<String> STATUS = Setting.group(
            "status",
            "status.<number> = done, conflict, absent, expired, refused, unauthenticated, misconfigured, temporary or in-doubt;"
                    + " status.<number>.<read, create, update, delete or batch> = the same for these calls alone");
    /** {@code code-status}. */
    public static final Setting<String> CODE_STATUS = Setting.group(
            "code-status", "code-status.<code> = the status that an error with this code in a 200 stands for");

    /** {@code list}. */
    public static final Setting<String> LIST =
            Setting.text("list", "URL of the listing; places {collection} {limit} {page} {offset} {cursor}");
    /** {@code item}. */
    public static final Setting<String> ITEM = Setting.text("item", "URL of one record; places {collection} {id}");
    /** {@code create}. */
    public static final Setting<String> CREATE =
            Setting.text("create", "URL that creates; default: list without query");
    /** {@code update}. */
    public static final Setting<String> UPDATE =
            Setting.text("update", "URL that updates; places {collection} {id} {version}; default: item");
    /** {@code delete}. */
    public static final Setting<String> DELETE =
            Setting.text("delete", "URL that deletes; places {collection} {id} {version}; default: item");
    /** {@code changes}. */
    public static final Setting<String> CHANGES = Setting.text(
            "changes", "URL of the change feed; places as in list, and {since}; required by delta = since and cursor");
    /** {@code events}. */
    public static final Setting<String> EVENTS =
            Setting.text("events", "URL of server-sent events; place {collection}");
    /** {@code batch}. */
    public static final Setting<String> BATCH = Setting.text("batch", "URL of batch writes; place {collection}");
    /** {@code find}. */
    public static final Setting<String> FIND =
            Setting.text("find", "URL that lists the rows of some ids; places {collection} {ids}");
    /** {@code keys}. */
    public static final Setting<String> KEYS =
            Setting.text("keys", "URL that lists ids and versions only; places as in list");

    /** {@code rows}. */
    public static final Setting<String> ROWS =
            Setting.text("rows", "JSON pointer to the array of rows in a listing and in the answer of find");
    /** {@code change-rows}. */
    public static final Setting<String> CHANGE_ROWS =
            Setting.text("change-rows", "JSON pointer to the array of rows in the change feed; default: rows");
    /** {@code key-rows}. */
    public static final Setting<String> KEY_ROWS =
            Setting.text("key-rows", "JSON pointer to the array of rows in the answer of keys; default: rows");
    /** {@code row}. */
    public static final Setting<String> ROW = Setting.text("row", "JSON pointer to the record in the answer about one");
    /** {@code next}. */
    public static final Setting<String> NEXT = Setting.text("next", "JSON pointer to the next cursor");
    /** {@code more}. */
    public static final Setting<String> MORE = Setting.text("more", "JSON pointer to whether there is more");
    /** {@code kind}. */
    public static final Setting<String> KIND = Setting.text(
            "kind", "JSON pointer to what a page of the change feed is: snapshot-start, snapshot or delta");
    /** {@code error}. */
    public static final Setting<String> ERROR = Setting.text("error", "JSON pointer to the message in an error");
    /** {@code code}. */
    public static final Setting<String> CODE =
            Setting.text("code", "JSON pointer to the backend's own code in an error");
    /** {@code ok}. */
    public static final Setting<String> OK = Setting.text(
            "ok", "JSON pointer to a truth value; where it is false the answer is an error whatever its status is");
    /** {@code current}. */
    public static final Setting<String> CURRENT =
            Setting.text("current", "JSON pointer, in an error, to the record as it is; else it is read back");
    /** {@code envelope}. */
    public static final Setting<String> ENVELOPE =
            Setting.text("envelope", "JSON pointer to where a request's body has the record; empty = it is the record");
    /** {@code fields}. */
    public static final Setting<String> FIELDS = Setting.text(
            "fields", "JSON pointer, inside a row, to the record's own fields; empty = the row itself holds them");
    /** {@code event-ids}. */
    public static final Setting<String> EVENT_IDS =
            Setting.text("event-ids", "JSON pointer to the id, or the array of ids, in an event's data");

    /** {@code id-field}. */
    public static final Setting<String> ID_FIELD = Setting.text("id-field", "the row's member with the id");
    /** {@code version-field}. */
    public static final Setting<String> VERSION_FIELD =
            Setting.text("version-field", "the row's member with the version or the ETag");
    /** {@code version-etag}. */
    public static final Setting<String> VERSION_ETAG = Setting.text(
            "version-etag", "how the ETag is written with the version field: '\"{version}\"', or '{version}'");
    /** {@code updated-field}. */
    public static final Setting<String> UPDATED_FIELD =
            Setting.text("updated-field", "the row's member with the time of its last change");
    /** {@code deleted-field}. */
    public static final Setting<String> DELETED_FIELD = Setting.text(
            "deleted-field", "the row's member that marks a deletion: true, or anything but null, false and empty");
    /** {@code keys-field}. */
    public static final Setting<String> KEYS_FIELD =
            Setting.text("keys-field", "the row's member with the keys of the writes it contains: a list of text");
    /** {@code left-field}. */
    public static final Setting<String> LEFT_FIELD = Setting.text(
            "left-field", "the row's member that marks, in the feed, a record that the reader no longer sees");
    /** {@code managed}. */
    public static final Setting<String> MANAGED = Setting.text(
            "managed",
            "members that the backend sets, by commas: delivered, never sent; a bookkeeping member named here too");
    /** {@code hidden}. */
    public static final Setting<String> HIDDEN =
            Setting.text("hidden", "more bookkeeping members, by commas: neither delivered nor sent");

    /** {@code paging}. */
    public static final Setting<Paging> PAGING = Setting.choice("paging", "how lists are paged", Paging.class);
    /** {@code first-page}. */
    public static final Setting<Integer> FIRST_PAGE = Setting.number("first-page", "the number of the first page");
    /** {@code delta}. */
    public static final Setting<Delta> DELTA = Setting.choice("delta", "how changes are asked for", Delta.class);
    /** {@code start}. */
    public static final Setting<Start> START = Setting.choice(
            "start",
            "how the feed of delta = cursor begins: with list, or with replay from its own beginning",
            Start.class);
    /** {@code overlap}. */
    public static final Setting<Duration> OVERLAP = Setting.duration(
            "overlap", "how late a change may become visible and must still be found; asked again by every pull");
    /** {@code precondition}. */
    public static final Setting<Precondition> PRECONDITION =
            Setting.choice("precondition", "how a write names the state it was made on", Precondition.class);
    /** {@code required}. */
    public static final Setting<Boolean> REQUIRED = Setting.flag(
            "required",
            "the backend refuses writes without a precondition: the version is read first where it is not known");
    /** {@code create-by}. */
    public static final Setting<CreateBy> CREATE_BY = Setting.choice("create-by", "how to create", CreateBy.class);
    /** {@code update-by}. */
    public static final Setting<UpdateBy> UPDATE_BY = Setting.choice("update-by", "how to update", UpdateBy.class);
    /** {@code delete-by}. */
    public static final Setting<DeleteBy> DELETE_BY = Setting.choice("delete-by", "how to delete", DeleteBy.class);
    /** {@code patch-type}. */
    public static final Setting<String> PATCH_TYPE = Setting.text("patch-type", "the Content-Type of a PATCH");
    /** {@code key-header}. */
    public static final Setting<String> KEY_HEADER =
            Setting.text("key-header", "the header that carries the write's key; empty = none");
    /** {@code without}. */
    public static final Setting<String> WITHOUT =
            Setting.text("without", "verbs that the backend does not offer, by commas: create, update, delete");
    /** {@code read-back}. */
    public static final Setting<Boolean> READ_BACK =
            Setting.flag("read-back", "read the record after a write whose answer does not show it");
    /** {@code keep-alive}. */
    public static final Setting<Duration> KEEP_ALIVE = Setting.duration(
            "keep-alive", "how long server-sent events may be silent before the stream is opened anew");
    /** {@code ready-event}. */
    public static final Setting<String> READY_EVENT = Setting.text(
            "ready-event", "the event that says that changes are told from now on; default: the stream's opening");
    /** {@code single}. */
    public static final Setting<Single> SINGLE =
            Setting.choice("single", "whether item is one document: no, one or members", Single.class);
    /** {@code single-id}. */
    public static final Setting<String> SINGLE_ID =
            Setting.text("single-id", "the id of the one record of single = one");

    /** {@code complete}. */
    public static final Setting<Boolean> COMPLETE =
            Setting.flag("complete", "claim: the feed of delta = cursor misses nothing, however late it is committed");
    /** {@code stable}. */
    public static final Setting<Boolean> STABLE = Setting.flag(
            "stable", "claim: a row that exists throughout a listing is seen, whatever is deleted meanwhile");
    /** {@code fresh}. */
    public static final Setting<Boolean> FRESH = Setting.flag(
            "fresh",
            "claim: the answer to a write sent again shows the record as it is, not as it was; else it is read");
    /** {@code replay}. */
    public static final Setting<Replay> REPLAY =
            Setting.choice("replay", "claim: what the backend remembers of writes", Replay.class);
    /** {@code removals}. */
    public static final Setting<Removals.Told> REMOVALS =
            Setting.choice("removals", "claim: which removals the feed tells", Removals.Told.class);
    /** {@code retention}. */
    public static final Setting<Duration> RETENTION =
            Setting.duration("retention", "claim: for how long the feed tells a removal; default for ever");
    /** {@code ids}. */
    public static final Setting<IdMaker> IDS =
            Setting.choice("ids", "who makes the ids: client, server or server-integer", IdMaker.class);
    /** {@code id-rule}. */
    public static final Setting<String> ID_RULE =
            Setting.text("id-rule", "a regular expression for the ids of clients");
    /** {@code longest-id}. */
    public static final Setting<Integer> LONGEST_ID = Setting.number("longest-id", "the longest id in bytes of UTF-8");
    /** {@code largest-page}. */
    public static final Setting<Integer> LARGEST_PAGE =
            Setting.number("largest-page", "the most rows to ask for at once");
    /** {@code largest-batch}. */
    public static final Setting<Integer> LARGEST_BATCH = Setting.number("largest-batch", "the most writes in a batch");
    /** {@code largest-body}. */
    public static final Setting<Integer> LARGEST_BODY =
            Setting.number("largest-body", "the most bytes of a request's body");

    static final List<Setting<?>> OF_BACKEND =
            List.of(URL, PRESET, TOKEN, HEADER, USER, TIMEOUT, ATTEMPTS, BACKOFF, BREAKER, STATUS, CODE_STATUS);

    static final List<Setting<?>> OF_COLLECTION = List.of(
            LIST,
            ITEM,
            CREATE,
            UPDATE,
            DELETE,
            CHANGES,
            EVENTS,
            BATCH,
            FIND,
            KEYS,
            ROWS,
            CHANGE_ROWS,
            KEY_ROWS,
            ROW,
            KIND,
            NEXT,
            MORE,
            ERROR,
            OK,
            CODE,
            CURRENT,
            ENVELOPE,
            FIELDS,
            EVENT_IDS,
            ID_FIELD,
            VERSION_FIELD,
            VERSION_ETAG,
            UPDATED_FIELD,
            DELETED_FIELD,
            KEYS_FIELD,
            LEFT_FIELD,
            MANAGED,
            HIDDEN,
            PAGING,
            FIRST_PAGE,
            DELTA,
            START,
            OVERLAP,
            PRECONDITION,
            REQUIRED,
            CREATE_BY,
            UPDATE_BY,
            DELETE_BY,
            PATCH_TYPE,
            KEY_HEADER,
            WITHOUT,
            READ_BACK,
            KEEP_ALIVE,
            READY_EVENT,
            SINGLE,
            SINGLE_ID,
            COMPLETE,
            STABLE,
            FRESH,
            REPLAY,
            REMOVALS,
            RETENTION,
            IDS,
            ID_RULE,
            LONGEST_ID,
            LARGEST_PAGE,
            LARGEST_BATCH,
            LARGEST_BODY);

    private FetchSettings() {}
}
