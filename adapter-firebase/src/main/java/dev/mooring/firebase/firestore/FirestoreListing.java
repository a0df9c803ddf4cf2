package dev.mooring.firebase.firestore;

import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import com.google.cloud.firestore.QuerySnapshot;
import dev.mooring.support.cursor.CursorCodec;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Page;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads a collection by its ids, each page from behind the last one, so that documents without a timestamp are seen as well. Tombstones are
 * read and left out here: a filter would leave out what has no such field. Immutable; safe for several threads.
 */
final class FirestoreListing {

    private static final String ID = "id";
    private static final CursorCodec CURSORS = CursorCodec.of("firestore-id", 1, ID);
    private static final int LOOKED_UP_AT_ONCE = 300;

    private final Documents documents;
    private final Calls calls;

    FirestoreListing(Documents documents, Calls calls) {
        this.documents = documents;
        this.calls = calls;
    }

    Page page(Cursor from, int limit) {
        int size = Math.min(limit, documents.shape().pageSize());
        String after =
                CURSORS.parts(from).map(parts -> parts.getOrDefault(ID, "")).orElse("");
        Query ordered = documents.query().orderBy(FieldPath.documentId());
        Query query = (Documents.isId(after) ? ordered.startAfter(after) : ordered).limit(size);
        QuerySnapshot found = calls.query("listing " + documents.collection().getPath(), query);
        List<QueryDocumentSnapshot> read = found.getDocuments();
        List<Document> living =
                read.stream().filter(documents::living).map(documents::document).toList();
        // a query ends where its limit says or where the collection does
        boolean more = read.size() == size;
        Cursor next = read.isEmpty()
                ? from
                : CURSORS.cursor(Map.of(ID, read.get(read.size() - 1).getId()));
        return new Page(living, next, more);
    }

    /** What the rules keep a user from is not there for him. */
    List<Document> find(List<String> ids) {
        return look(ids, (id, denied) -> {}).values().stream()
                .filter(documents::living)
                .map(documents::document)
                .toList();
    }

    /**
     * What is there under an id, a tombstone and nothing included.
     *
     * @throws Rejected when it is another's
     */
    DocumentSnapshot look(String id) {
        String about = "reading " + documents.collection().getPath() + " '" + id + "'";
        DocumentSnapshot seen = calls.look(about, documents.reference(id)::get);
        if (!documents.mine(seen)) {
            throw new Rejected(new Problem("taken", about + ": it is another's"));
        }
        return seen;
    }

    /** The same for many; what is another's is left out, and told. The rules deny all of them for one, so that each is asked for alone then. */
    Map<String, DocumentSnapshot> look(List<String> ids, BiConsumer<String, Rejected> denied) {
        Map<String, DocumentSnapshot> found;
        try {
            found = all(ids);
        } catch (Rejected e) {
            found = Map.of();
        }
        Map<String, DocumentSnapshot> mine = new LinkedHashMap<>();
        for (String id : ids) {
            DocumentSnapshot seen = found.get(id);
            try {
                mine.put(id, seen != null && documents.mine(seen) ? seen : look(id));
            } catch (Rejected e) {
                denied.accept(id, e);
            }
        }
        return mine;
    }

    private Map<String, DocumentSnapshot> all(List<String> ids) {
        Map<String, DocumentSnapshot> found = new LinkedHashMap<>();
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        for (int at = 0; at < distinct.size(); at += LOOKED_UP_AT_ONCE) {
            List<String> part = distinct.subList(at, Math.min(at + LOOKED_UP_AT_ONCE, distinct.size()));
            List<DocumentReference> references = new ArrayList<>();
            part.forEach(id -> references.add(documents.reference(id)));
            DocumentReference[] array = references.toArray(new DocumentReference[0]);
            calls.look(
                            "looking up " + array.length + " of "
                                    + documents.collection().getPath(),
                            () -> documents.collection().getFirestore().getAll(array))
                    .forEach(seen -> found.put(seen.getId(), seen));
        }
        return found;
    }
}
