package dev.mooring.migrate;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of some records a side has now. By asking for them where the backend can be asked, else by walking through its listing: once
 * where that is stable, twice where a row may be missed.
 */
final class SourceCheck {

    private final SyncAdapter side;
    private final Patience patience;
    private final int pageSize;

    SourceCheck(SyncAdapter side, Patience patience, int pageSize) {
        this.side = side;
        this.patience = patience;
        this.pageSize = pageSize;
    }

    Map<String, Document> find(Collection<String> ids) {
        Map<String, Document> found = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        Optional<Lookup> lookup = side.capability(Lookup.class);
        if (lookup.isPresent()) {
            patience.call(attempt -> lookup.get().find(ids)).forEach(each -> found.put(each.id(), each));
            return found;
        }
        Set<String> wanted = new HashSet<>(ids);
        int walks = side.guarantees().listing() == Listing.STABLE ? 1 : 2;
        for (int walk = 0; walk < walks && found.size() < wanted.size(); walk++) {
            walk(wanted, found);
        }
        return found;
    }

    private void walk(Set<String> wanted, Map<String, Document> found) {
        Cursor at = Cursor.START;
        for (boolean more = true; more; ) {
            Cursor from = at;
            Page page = patience.call(attempt -> side.list(from, pageSize));
            page.documents().stream()
                    .filter(each -> wanted.contains(each.id()))
                    .forEach(each -> found.put(each.id(), each));
            more = page.more();
            at = page.next();
        }
    }
}
