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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

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
        Query ordered = documents.collection().orderBy(FieldPath.documentId());
        Query query = (Gate.IDS.accepts(after) ? ordered.startAfter(after) : ordered).limit(size);
        QuerySnapshot found =
                calls.read("runQuery", "listing " + documents.collection().getPath(), query::get);
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

    List<Document> find(List<String> ids) {
        return look(ids).values().stream()
                .filter(documents::living)
                .map(documents::document)
                .toList();
    }

    DocumentSnapshot look(String id) {
        return calls.read(
                "batchGet",
                "reading " + documents.collection().getPath() + " '" + id + "'",
                documents.reference(id)::get);
    }

    /** What is there under these ids, tombstones and nothing included. */
    Map<String, DocumentSnapshot> look(List<String> ids) {
        Map<String, DocumentSnapshot> found = new LinkedHashMap<>();
        List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
        for (int at = 0; at < distinct.size(); at += LOOKED_UP_AT_ONCE) {
            List<String> part = distinct.subList(at, Math.min(at + LOOKED_UP_AT_ONCE, distinct.size()));
            List<DocumentReference> references = new ArrayList<>();
            part.forEach(id -> references.add(documents.reference(id)));
            DocumentReference[] array = references.toArray(new DocumentReference[0]);
            calls.read(
                            "batchGet",
                            "looking up " + array.length + " of "
                                    + documents.collection().getPath(),
                            () -> documents.collection().getFirestore().getAll(array))
                    .forEach(seen -> found.put(seen.getId(), seen));
        }
        return found;
    }
}
