package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client of the backend under test, with the steps that rules are made of. Each peer is a device of its own. Safe for
 * several threads as far as its adapter is.
 */
final class Peer {

    /** The page size where a rule does not care. */
    static final int PAGE = 100;

    private static final int MOST_PAGES = 2000;
    private static final int RACE_TRIES = 20;

    private final Bench bench;
    private final Watched adapter;
    private final String device;
    private final AtomicLong writes = new AtomicLong();

    Peer(Bench bench, Watched adapter, String device) {
        this.bench = bench;
        this.adapter = adapter;
        this.device = device;
    }

    /** Its adapter, watched. */
    SyncAdapter adapter() {
        return adapter;
    }

    Watched watched() {
        return adapter;
    }

    Guarantees guarantees() {
        return adapter.guarantees();
    }

    /** The key of its next write. */
    WriteKey key() {
        return WriteKey.of(device, writes.incrementAndGet());
    }

    /** A create of the n-th record. */
    Create creation(int n) {
        return Create.of(key(), bench.id(n), bench.contract().fields(n));
    }

    /** Sends a write; the outcome is settled as the engine does it. A refusal may be answered or thrown. */
    Outcome send(Write write) {
        return send(write, guarantees().ids().clientMade());
    }

    private Outcome send(Write write, boolean random) {
        try {
            return Settlement.of(write, write.sendTo(adapter), random);
        } catch (Rejected e) {
            return new Outcome.Refused(e.problem());
        }
    }

    /**
     * Sends a write that races with others. A backend may settle a race by a failure that passes, so it is sent again, a bounded
     * number of times. A taken id is another's then, never taken for one's own.
     */
    Outcome sendInRace(Write write) {
        Write now = write;
        for (int tries = 1; tries < RACE_TRIES; tries++) {
            try {
                return send(now, false);
            } catch (TemporaryFailure e) {
                if (e.maybeApplied() && mayDouble(write)) {
                    throw e;
                }
                now = e.maybeApplied() ? write.again() : now;
            }
        }
        return send(now, false);
    }

    private boolean mayDouble(Write write) {
        return write.match(create -> guarantees().createMayDouble(), update -> false, delete -> false);
    }

    /** Makes many records, from the n-th on; answers their ids. */
    Set<String> makeMany(int from, int count) {
        Set<String> ids = new LinkedHashSet<>();
        for (int n = from; n < from + count; n++) {
            ids.add(make(n).id());
        }
        return ids;
    }

    /** Makes the n-th record; answers it as it is there. */
    Document make(int n) {
        return make(creation(n));
    }

    /** Makes a record with these fields under the n-th id. */
    Document make(int n, Map<String, ? extends @Nullable Object> fields) {
        return make(Create.of(key(), bench.id(n), fields));
    }

    /** Makes a record; answers it as it is there. */
    Document make(Create create) {
        Outcome.Applied applied = Check.applied(send(create), "create of '" + create.id() + "'");
        return madeBy(create, applied);
    }

    /** The record that a create made: by its answer, else by its key or its fields in the listing. */
    Document madeBy(Create create, Outcome.Applied applied) {
        Optional<Document> told = applied.now().flatMap(Change::present);
        if (told.isPresent()) {
            return told.get();
        }
        boolean clientMade = guarantees().ids().clientMade();
        return all().values().stream()
                .filter(document -> clientMade
                        ? document.id().equals(create.id())
                        : document.contains(create.key()) || own(document).equals(create.fields()))
                .findFirst()
                .orElseGet(() ->
                        Check.fail("list after the create of '" + create.id() + "'", "the record", "no such record"));
    }

    /** Changes a record on top of a known state; answers it as it is there. */
    Document change(Document base, Map<String, ? extends @Nullable Object> patch) {
        Update update = Update.of(key(), base, patch);
        Outcome.Applied applied = Check.applied(send(update), "update of '" + base.id() + "'");
        return applied.now().flatMap(Change::present).orElseGet(() -> see(base.id()));
    }

    /** Deletes a record in a known state; answers the tombstone's version, where there is one. */
    Optional<Version> remove(Document base) {
        Outcome.Applied applied = Check.applied(send(Delete.of(key(), base)), "delete of '" + base.id() + "'");
        return applied.now().flatMap(Change::version);
    }

    /** Makes a record anew that was deleted: over its tombstone where there is one. Ids must be made by the client. */
    Document remake(String id, Map<String, ? extends @Nullable Object> fields, Optional<Version> tombstone) {
        Create create = Create.of(key(), id, fields);
        return make(tombstone.map(create::over).orElse(create));
    }

    /** Every record that is listed, by id. */
    Map<String, Document> all() {
        return all(PAGE);
    }

    /** Every record that is listed in pages of a size. */
    Map<String, Document> all(int limit) {
        return all(Cursor.START, limit);
    }

    /** Every record that is listed from a cursor on. */
    Map<String, Document> all(Cursor start, int limit) {
        Map<String, Document> all = new LinkedHashMap<>();
        Cursor from = start;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page page = adapter.list(from, limit);
            page.documents().forEach(document -> all.put(document.id(), document));
            if (!page.more()) {
                return all;
            }
            from = page.next();
        }
        return Check.fail("listing in pages of " + limit, "an end", MOST_PAGES + " pages and still more");
    }

    /** The record, as it is listed. */
    Document see(String id) {
        Document seen = all().get(id);
        return seen != null ? seen : Check.fail("list", "the record '" + id + "'", "no such record");
    }

    /** The listed records: their own fields by id. */
    Map<String, Map<String, @Nullable Object>> contents() {
        Map<String, Map<String, @Nullable Object>> contents = new LinkedHashMap<>();
        all().forEach((id, document) -> contents.put(id, own(document)));
        return contents;
    }

    /** The fields that are not managed by the backend. */
    Map<String, @Nullable Object> own(Document document) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>(document.fields());
        own.keySet().removeAll(guarantees().managedFields());
        return own;
    }

    /** The record is listed with exactly these fields, managed ones apart. */
    void mustSee(String id, Map<String, ? extends @Nullable Object> fields, String done) {
        Document seen = all().get(id);
        if (seen == null) {
            Check.fail(done + ", seen by list", "the record '" + id + "'", "no such record");
            return;
        }
        Check.same(Fields.document(fields), own(seen), done + ", '" + id + "' seen by list");
    }

    /** The record is not listed. */
    void mustNotSee(String id, String done) {
        Map<String, Document> all = all();
        Check.that(!all.containsKey(id), done + ", seen by list", "no record '" + id + "'", all.get(id));
    }

    /** A reader of the whole feed. */
    Mirror mirror() {
        return new Mirror(adapter, Cursor.START);
    }

    /** Deletes everything that is listed. */
    void empty() {
        Map<String, Document> all = all();
        for (int rounds = 0; !all.isEmpty(); rounds++) {
            Check.that(rounds < 5, "deleting every record", "an empty listing", all.keySet());
            all.keySet().forEach(id -> adapter.delete(Delete.unconditional(key(), id)));
            all = all();
        }
    }
}
