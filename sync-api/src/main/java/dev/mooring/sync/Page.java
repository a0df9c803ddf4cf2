package dev.mooring.sync;

import java.util.List;

/**
 * A part of a listing. A short page is not the end; only {@code more = false} is (LIST-5, LIST-11). Immutable.
 *
 * @param documents the records of this part, in the adapter's order
 * @param next where the listing goes on
 * @param more whether there may be more; then {@code next} differs from the cursor that was asked (LIST-3)
 */
public record Page(List<Document> documents, Cursor next, boolean more) {

    /** Checks and copies. */
    public Page {
        documents = Tokens.copy(documents, "a page's documents");
        Tokens.present(next, "a page's next");
    }

    /** The last part of a listing. */
    public static Page last(List<Document> documents) {
        return new Page(documents, Cursor.START, false);
    }
}
