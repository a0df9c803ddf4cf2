package dev.mooring.firebase.realtime;

import dev.mooring.support.cursor.CursorCodec;
import dev.mooring.support.http.Address;
import dev.mooring.support.json.Json;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records by their keys, which need no index: so those without a time of change arrive as well. Immutable; safe for several threads. */
final class RealtimeListing {

    private static final CursorCodec CODEC = CursorCodec.of("firebase-realtime-list", 1, "key");

    private final Rest rest;
    private final Layout layout;

    RealtimeListing(Rest rest, Layout layout) {
        this.rest = rest;
        this.layout = layout;
    }

    /** The rows after the cursor's. The server is asked from the last row on, for only that order is told it by a key. */
    Page page(Cursor from, int limit) {
        String last =
                CODEC.parts(from).map(parts -> parts.getOrDefault("key", "")).orElse("");
        int asked = Math.min(limit, layout.collection().pageSize()) + 1;
        Address query = rest.collection().query("orderBy", Json.standard().text("$key"));
        if (!last.isEmpty()) {
            query = query.query("startAt", Json.standard().text(last));
        }
        // the server's answer is an object, whose order says nothing
        Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>(
                rest.children(query.query("limitToFirst", Integer.toString(asked)), "listing " + rest.name())
                        .records());
        boolean more = rows.size() == asked;
        rows.remove(last);
        List<Document> documents = new ArrayList<>();
        for (Map.Entry<String, Map<String, @Nullable Object>> row : rows.entrySet()) {
            present(row.getKey(), row.getValue()).ifPresent(documents::add);
        }
        Cursor next = more ? CODEC.cursor(Map.of("key", new TreeMap<>(rows).lastKey())) : Cursor.START;
        return new Page(documents, next, more);
    }

    /** Records that exist, one call for each id. */
    List<Document> find(Collection<String> ids) {
        List<Document> found = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            if (Gate.IDS.accepts(id)) {
                Rest.Row row = rest.row(Keys.of(id), "reading " + rest.name() + " '" + id + "'");
                if (row.there()) {
                    layout.change(id, row.stored()).present().ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** The id behind a key. */
    static String id(Rest rest, String key) {
        return Keys.id(key)
                .orElseThrow(() -> new Misconfigured("'" + rest.name() + "' has the child '" + key
                        + "', whose key stands for no id: it is a number, or has ~ or a character beyond U+D7FF"));
    }

    private Optional<Document> present(String key, Map<String, @Nullable Object> stored) {
        return layout.change(id(rest, key), stored).present();
    }
}
