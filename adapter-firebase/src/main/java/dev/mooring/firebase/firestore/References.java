package dev.mooring.firebase.firestore;

import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;

/**
 * References as texts: a path within the database, and the full name where they lead into another, which the SDK can read and not
 * make. Immutable; safe for several threads.
 */
final class References {

    /** How Google's full resource names begin. No path within a database begins with a slash. */
    private static final String ELSEWHERE = "//firestore.googleapis.com/";

    private final CollectionReference collection;

    References(CollectionReference collection) {
        this.collection = collection;
    }

    String text(DocumentReference reference) {
        String path = reference.getPath();
        String name = name(reference);
        return name.equals(name(made(path))) ? path : ELSEWHERE + name;
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException for what is no document of this database
     */
    DocumentReference reference(String text) {
        if (text.startsWith(ELSEWHERE)) {
            throw new IllegalArgumentException("the SDK cannot make a reference into another database");
        }
        return made(text);
    }

    private DocumentReference made(String path) {
        return collection.getFirestore().document(path);
    }

    /** The SDK shows a reference's full name in what it would send, and nowhere else. */
    private String name(DocumentReference reference) {
        return collection
                .whereEqualTo("reference", reference)
                .toProto()
                .getStructuredQuery()
                .getWhere()
                .getFieldFilter()
                .getValue()
                .getReferenceValue();
    }
}
