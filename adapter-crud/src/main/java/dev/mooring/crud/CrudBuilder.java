package dev.mooring.crud;

import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects functions, the names of columns, and claims. A list is required ({@link #list} or {@link #listPages}); each function
 * more raises what the adapter can do, each claim ({@link #exactWrites}, {@link #conditionalUpdates} and so on) trusts the
 * functions with more and saves calls. Without claims the adapter looks before it writes. {@link #build()} checks what belongs
 * together. Not safe for several threads.
 */
public final class CrudBuilder {

    static final System.Logger LOG = System.getLogger(CrudAdapter.class.getName());

    final String scope;
    CrudFunctions.@Nullable ListAll list;
    CrudFunctions.@Nullable ListPages listPages;
    CrudFunctions.@Nullable ListSince listSince;
    CrudFunctions.@Nullable LogPosition logPosition;
    CrudFunctions.@Nullable ChangeLog changes;
    CrudFunctions.@Nullable Get get;
    CrudFunctions.@Nullable Save<NewRow> create;
    CrudFunctions.@Nullable Save<RowUpdate> update;
    CrudFunctions.@Nullable Save<RowDelete> delete;
    CrudFunctions.@Nullable SaveAll<NewRow> createAll;
    CrudFunctions.@Nullable SaveAll<RowUpdate> updateAll;
    CrudFunctions.@Nullable SaveAll<RowDelete> deleteAll;
    CrudFunctions.@Nullable OnSaved onSaved;
    CrudFunctions.@Nullable Subscribe subscribe;
    CrudFunctions.@Nullable Errors errors;
    Feed feed = Feed.snapshot();
    Removals removals = Removals.none();
    String id = "id";

    @Nullable String created;

    @Nullable String updated;

    @Nullable String version;

    @Nullable SoftDelete softDelete;

    @Nullable String writeKeys;

    Set<String> managed = Set.of();
    Ids ids = Guarantees.minimal().ids();
    boolean exact;
    boolean conditionalUpdates;
    boolean conditionalDeletes;
    boolean remembersKeys;
    boolean whole;
    boolean stablePages;

    @Nullable Duration retention;

    int largestPage = 1_000;
    int largestBatch = 100;
    long largestBody = Guarantees.minimal().largestBody();
    Optional<Duration> timeout = Optional.of(Duration.ofSeconds(30));
    Clock clock = Clock.systemUTC();
    Duration reconnectPause = Duration.ofSeconds(2);
    Consumer<String> reports = text -> LOG.log(System.Logger.Level.WARNING, text);

    CrudBuilder(String scope) {
        this.scope = Given.text(scope, "the scope");
    }

    /** Reads all rows at once. The listing is then STABLE, in one page of any size. */
    public CrudBuilder list(CrudFunctions.ListAll function) {
        list = Given.present(function, "the function list");
        return this;
    }

    /** Reads rows part by part. DRIFTING, unless {@link #stablePages()} is claimed. */
    public CrudBuilder listPages(CrudFunctions.ListPages function) {
        listPages = Given.present(function, "the function listPages");
        return this;
    }

    /**
     * Reads what was updated since a time: a WINDOWED feed. Needs {@link #updated}, set by the server at every change.
     *
     * @param overlap how late a change may become visible, measured by its own stamp: longer than the longest transaction, and
     *     than the servers' clocks differ
     */
    public CrudBuilder listSince(Duration overlap, CrudFunctions.ListSince function) {
        feed = Feed.windowed(Given.present(overlap, "the overlap"));
        listSince = Given.present(function, "the function listSince");
        return this;
    }

    /**
     * Reads a change log of the backend's own.
     *
     * @param strength what the log promises
     * @param told which removals it tells of
     * @param position tells where it ends now
     * @param log reads on from a position
     */
    public CrudBuilder changes(
            Feed strength, Removals told, CrudFunctions.LogPosition position, CrudFunctions.ChangeLog log) {
        feed = Given.present(strength, "the feed");
        removals = Given.present(told, "the removals");
        logPosition = Given.present(position, "the log's position");
        changes = Given.present(log, "the log");
        return this;
    }

    /** Reads one row. Without it every look at one row reads the listing. With it there is a {@code Lookup}. */
    public CrudBuilder get(CrudFunctions.Get function) {
        get = Given.present(function, "the function get");
        return this;
    }

    /** Makes a row. */
    public CrudBuilder create(CrudFunctions.Save<NewRow> function) {
        create = Given.present(function, "the function create");
        return this;
    }

    /** Changes a row. */
    public CrudBuilder update(CrudFunctions.Save<RowUpdate> function) {
        update = Given.present(function, "the function update");
        return this;
    }

    /** Deletes a row. Without it a column for deletions makes a delete an update. */
    public CrudBuilder delete(CrudFunctions.Save<RowDelete> function) {
        delete = Given.present(function, "the function delete");
        return this;
    }

    /** Makes many rows; needs {@link #create}, too. With it there is a {@code BatchWrites}. */
    public CrudBuilder createAll(CrudFunctions.SaveAll<NewRow> function) {
        createAll = Given.present(function, "the function createAll");
        return this;
    }

    /** Changes many rows; needs {@link #update}, too. With it there is a {@code BatchWrites}. */
    public CrudBuilder updateAll(CrudFunctions.SaveAll<RowUpdate> function) {
        updateAll = Given.present(function, "the function updateAll");
        return this;
    }

    /** Deletes many rows; needs {@link #delete}, too. With it there is a {@code BatchWrites}. */
    public CrudBuilder deleteAll(CrudFunctions.SaveAll<RowDelete> function) {
        deleteAll = Given.present(function, "the function deleteAll");
        return this;
    }

    /** Sees each row that create and update answer; what it returns takes the row's place. */
    public CrudBuilder onSaved(CrudFunctions.OnSaved function) {
        onSaved = Given.present(function, "the function onSaved");
        return this;
    }

    /** Subscribes to hints. With it there is a {@code LiveChanges}. */
    public CrudBuilder subscribe(CrudFunctions.Subscribe function) {
        subscribe = Given.present(function, "the function subscribe");
        return this;
    }

    /** Says what the functions' exceptions mean. */
    public CrudBuilder errors(CrudFunctions.Errors function) {
        errors = Given.present(function, "the function errors");
        return this;
    }

    /** The column of the id; by default {@code id}. */
    public CrudBuilder id(String column) {
        id = Given.present(column, "the column id");
        return this;
    }

    /** The column of the creation time: no field of the record, never sent. */
    public CrudBuilder created(String column) {
        created = Given.present(column, "the column created");
        return this;
    }

    /** The column of the last change, set by the server: the document's {@code modifiedAt}, never sent. */
    public CrudBuilder updated(String column) {
        updated = Given.present(column, "the column updated");
        return this;
    }

    /**
     * The column of the row's version: text or a whole number that changes with every change, and never returns when a deleted id
     * is used again. Never sent.
     */
    public CrudBuilder version(String column) {
        version = Given.present(column, "the column version");
        return this;
    }

    /** A column that is true in deleted rows. */
    public CrudBuilder deletedFlag(String column) {
        softDelete = new SoftDelete(Given.present(column, "the column of deletions"), () -> true, false);
        return this;
    }

    /** A column that says when a row was deleted: ISO text by {@link #clock}, null in the others. */
    public CrudBuilder deletedAt(String column) {
        softDelete = new SoftDelete(
                Given.present(column, "the column of deletions"),
                () -> clock.instant().toString(),
                null);
        return this;
    }

    /** A text column for the last write key of each device. See the guide for what it lets you claim. */
    public CrudBuilder writeKeys(String column) {
        writeKeys = Given.present(column, "the column writeKeys");
        return this;
    }

    /** Fields that the backend sets: delivered, never sent. */
    public CrudBuilder managedFields(Set<String> names) {
        managed = new LinkedHashSet<>(Given.present(names, "the managed fields"));
        return this;
    }

    /** Who makes the ids, and which are allowed; by default the client: letters, digits, {@code _} and {@code -}, 36 at most. */
    public CrudBuilder ids(Ids rule) {
        ids = Given.present(rule, "the rule for ids");
        return this;
    }

    /**
     * Claims that create answers {@link Answer#unchanged()} for a taken id, and update and delete for a row that is not there, and do
     * nothing then, in one step. The adapter no longer looks before it writes.
     */
    public CrudBuilder exactWrites() {
        exact = true;
        return this;
    }

    /** Claims that update applies to exactly {@link RowUpdate#expected()}, in one step. Needs {@link #version}. */
    public CrudBuilder conditionalUpdates() {
        conditionalUpdates = true;
        return this;
    }

    /** Claims that delete applies to exactly {@link RowDelete#expected()}, in one step. Needs {@link #version}. */
    public CrudBuilder conditionalDeletes() {
        conditionalDeletes = true;
        return this;
    }

    /**
     * Claims that the functions remember every write key for ever, in one step with the write, and answer
     * {@link Answer#repeated()} to one they know. Needs {@link #writeKeys} and {@link #exactWrites}.
     */
    public CrudBuilder remembersKeys() {
        remembersKeys = true;
        return this;
    }

    /** Says that update takes whole rows. */
    public CrudBuilder wholeUpdates() {
        whole = true;
        return this;
    }

    /** Claims that a walk through {@link #listPages} shows every row that exists throughout (no offsets). */
    public CrudBuilder stablePages() {
        stablePages = true;
        return this;
    }

    /** How long deleted rows are kept; by default for ever. With {@link #listSince}. */
    public CrudBuilder retention(Duration time) {
        retention = Given.present(time, "the retention");
        return this;
    }

    /** The most rows to ask for at once; by default 1,000. */
    public CrudBuilder largestPage(int rows) {
        largestPage = rows;
        return this;
    }

    /** The most writes to send at once; by default 100. */
    public CrudBuilder largestBatch(int writes) {
        largestBatch = writes;
        return this;
    }

    /** The most bytes that the writes of one call may have; by default 1 MiB. */
    public CrudBuilder largestBody(long bytes) {
        largestBody = bytes;
        return this;
    }

    /** How long a call of a function may take before it is interrupted; by default 30 seconds. */
    public CrudBuilder timeout(Duration time) {
        timeout = Optional.of(Given.present(time, "the time-out"));
        return this;
    }

    /** Calls the functions in the caller's thread. They MUST then end in bounded time by themselves. */
    public CrudBuilder inCallersThread() {
        timeout = Optional.empty();
        return this;
    }

    /** The clock for {@link #deletedAt}, and against stamps from the future; by default the system's. */
    public CrudBuilder clock(Clock source) {
        clock = Given.present(source, "the clock");
        return this;
    }

    /** The time between two subscriptions when one was lost; by default 2 seconds. */
    public CrudBuilder reconnectPause(Duration time) {
        reconnectPause = Given.present(time, "the pause");
        return this;
    }

    /** Who hears of rows that were left out and of broken subscriptions; by default the logger of {@link CrudAdapter}. */
    public CrudBuilder reports(Consumer<String> listener) {
        reports = Given.present(listener, "the listener");
        return this;
    }

    /**
     * Checks and makes the adapter.
     *
     * @throws IllegalStateException when something is missing, or claimed without what it needs
     */
    public SyncAdapter build() {
        CrudChecks.check(this);
        return new CrudAdapter(CrudParts.of(this));
    }
}
