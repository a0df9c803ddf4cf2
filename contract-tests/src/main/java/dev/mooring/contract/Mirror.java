package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reader of the feed as the engine is one: it keeps what it was shown, and what a whole snapshot did not show is gone. So
 * rules about the feed need not care how much of it is snapshot.
 */
final class Mirror {

    private static final int MOST_PAGES = 2000;

    private final SyncAdapter adapter;
    private final Map<String, Document> records = new LinkedHashMap<>();
    private final Set<String> shown = new LinkedHashSet<>();
    private final List<Change> lastChanges = new ArrayList<>();
    private Cursor cursor;
    private boolean inSnapshot;

    Mirror(SyncAdapter adapter, Cursor from) {
        this.adapter = adapter;
        this.cursor = from;
    }

    /** Where it stands. */
    Cursor cursor() {
        return cursor;
    }

    /** What it believes to be there. */
    Map<String, Document> records() {
        return records;
    }

    /** The record, as it believes it to be. */
    Document see(String id) {
        Document document = records.get(id);
        return document != null
                ? document
                : Check.fail("changesSince", "the record '" + id + "'", "only " + records.keySet());
    }

    /** The changes that the last pull brought, in order. */
    List<Change> lastChanges() {
        return lastChanges;
    }

    /** What the last pull said of a record at the end; nothing when it did not speak of it. */
    List<Change> lastOf(String id) {
        List<Change> all =
                lastChanges.stream().filter(change -> change.id().equals(id)).toList();
        return all.isEmpty() ? all : all.subList(all.size() - 1, all.size());
    }

    /** Reads pages until there are no more. */
    Mirror pull(int limit) {
        lastChanges.clear();
        int pages = 0;
        while (page(limit).more()) {
            pages++;
            Check.that(pages < MOST_PAGES, "pulling in pages of " + limit, "an end", pages + " pages and still more");
        }
        return this;
    }

    /** Reads one page. */
    ChangePage page(int limit) {
        ChangePage page = adapter.changesSince(cursor, limit);
        if (page.kind() == ChangePage.Kind.SNAPSHOT_START) {
            shown.clear();
            inSnapshot = true;
        }
        if (inSnapshot && !page.kind().snapshot()) {
            sweep();
        }
        page.changes().forEach(this::take);
        if (inSnapshot && !page.more()) {
            sweep();
        }
        cursor = page.next();
        return page;
    }

    private void take(Change change) {
        lastChanges.add(change);
        shown.add(change.id());
        change.present()
                .ifPresentOrElse(document -> records.put(change.id(), document), () -> records.remove(change.id()));
    }

    private void sweep() {
        records.keySet().retainAll(shown);
        inSnapshot = false;
    }
}
