package dev.mooring.supabase;

import dev.mooring.support.cursor.CursorCodec;
import dev.mooring.support.http.Address;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table by its id, each page from behind the last one: whatever comes and goes, a row that stays is seen. The server may cut a page
 * below what was asked, so that only an empty page is the end. Safe for several threads.
 */
final class SupabaseListing {

    private static final String ID = "id";
    private static final CursorCodec CURSORS = CursorCodec.of("supabase-id", 1, ID);

    private final Rest rest;
    private final Rows rows;
    private final PageSize pages;

    SupabaseListing(Rest rest) {
        this.rest = rest;
        this.rows = rest.rows();
        this.pages = new PageSize(rest.table().pageSize());
    }

    Page page(Cursor from, int limit) {
        List<Map<String, @Nullable Object>> found = read(rest.selecting(rest.filtered()), from, limit);
        return new Page(found.stream().map(rows::document).toList(), next(from, found), !found.isEmpty());
    }

    KeyScan.KeyPage keys(Cursor from, int limit) {
        List<Map<String, @Nullable Object>> found = read(rest.keys(rest.filtered()), from, limit);
        return new KeyScan.KeyPage(found.stream().map(rows::key).toList(), next(from, found), !found.isEmpty());
    }

    /** The rows with these ids, in parts; what a capped answer left out is asked for again. */
    List<Map<String, @Nullable Object>> find(List<String> ids) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (List<String> part : Addressed.lists(ids)) {
            Set<String> missing = new LinkedHashSet<>(part);
            boolean more = true;
            while (more && !missing.isEmpty()) {
                List<Map<String, @Nullable Object>> some = some(missing);
                more = false;
                for (Map<String, @Nullable Object> row : some) {
                    more |= missing.remove(rows.id(row));
                }
                found.addAll(some);
            }
        }
        return found;
    }

    /** What is there under an id, tombstones included. */
    @Nullable Map<String, @Nullable Object> find(String id) {
        List<Map<String, @Nullable Object>> found =
                rest.records(rest.selecting(rest.row(id)), "reading " + rest.collection() + " '" + id + "'");
        for (Map<String, @Nullable Object> row : found) {
            if (rows.id(row).equals(id)) {
                return row;
            }
        }
        return null;
    }

    private List<Map<String, @Nullable Object>> some(Set<String> ids) {
        Address in = rest.filtered().query(Filters.name(rest.table().id()), Filters.in(ids));
        return rest.records(rest.selecting(in), "looking up " + ids.size() + " of " + rest.collection());
    }

    private List<Map<String, @Nullable Object>> read(Address address, Cursor from, int limit) {
        String column = Filters.name(rest.table().id());
        Address ordered = rest.living(address).query("order", column + ".asc");
        String after =
                CURSORS.parts(from).map(parts -> parts.getOrDefault(ID, "")).orElse("");
        boolean possible = rest.table().idType().reads(after);
        Address behind = possible ? ordered.query(column, "gt." + after) : ordered;
        return pages.read(
                limit,
                size -> rest.records(behind.query("limit", Integer.toString(size)), "listing " + rest.collection()));
    }

    private Cursor next(Cursor from, List<Map<String, @Nullable Object>> found) {
        return found.isEmpty() ? from : CURSORS.cursor(Map.of(ID, rows.id(found.get(found.size() - 1))));
    }

    /** The living ones among rows. */
    List<Document> documents(List<Map<String, @Nullable Object>> found) {
        List<Document> documents = new ArrayList<>();
        for (Map<String, @Nullable Object> row : found) {
            if (!rows.deleted(row)) {
                documents.add(rows.document(row));
            }
        }
        return documents;
    }
}
