package dev.mooring.firebase.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import com.google.cloud.firestore.QuerySnapshot;
import dev.mooring.support.cursor.OverlapWindow;
import dev.mooring.support.cursor.ScanThenTail;
import dev.mooring.support.cursor.Stamped;
import dev.mooring.support.cursor.Tail;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The feed by the server's timestamp: the listing first, then what is stamped later, read again for the overlap, since a server timestamp is
 * the time of the request and commits do not come in that order. What is stamped later than the query was read waits for its
 * time: one stamp of a wrong clock would move the window past everything that is stamped right. Immutable; safe for several threads.
 */
final class FirestoreFeed implements Tail {

    private static final ScanThenTail CURSORS = ScanThenTail.of("firestore", 1);
    private static final int REMEMBERED = 500;

    private final Documents documents;
    private final Calls calls;
    private final FieldPath stamp;
    private final OverlapWindow window;

    FirestoreFeed(Documents documents, Calls calls) {
        this.documents = documents;
        this.calls = calls;
        this.stamp = FieldPath.of(documents.shape().updatedAt());
        this.window = OverlapWindow.ofIso(documents.shape().overlap(), REMEMBERED);
    }

    ChangePage page(SyncAdapter adapter, Cursor since, int limit) {
        return CURSORS.page(adapter, this, since, limit);
    }

    /** The server's own now: a query, even of nothing, says when it was read. */
    @Override
    public String now() {
        QuerySnapshot found = read(documents.query().limit(1), "asking what time it is at");
        return window.startingAt(Moments.text(found.getReadTime()));
    }

    @Override
    public Optional<Part> since(String position, int limit) {
        return window.open(position).flatMap(run -> behind(run.after()).map(query -> read(run, query, limit)));
    }

    private Part read(OverlapWindow.Run run, Query query, int limit) {
        int size = Math.min(limit, documents.shape().pageSize());
        QuerySnapshot found = read(query.limit(size), "reading what changed in");
        List<Stamped> order = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (QueryDocumentSnapshot seen : found.getDocuments()) {
            Timestamp time = seen.get(stamp) instanceof Timestamp own ? own : Timestamp.MAX_VALUE;
            if (time.compareTo(found.getReadTime()) <= 0) {
                Stamped place = new Stamped(Moments.text(time), seen.getId(), Moments.text(Documents.updated(seen)));
                order.add(place);
                if (!run.unseen(List.of(place)).isEmpty()) {
                    changes.add(documents.change(seen));
                }
            }
        }
        boolean more = order.size() == size;
        return new Part(changes, run.next(order, more), more);
    }

    private QuerySnapshot read(Query query, String doing) {
        return calls.query(doing + " " + documents.collection().getPath(), query);
    }

    /** A query of timestamps only, since other types stand before and behind them in the order. Empty = the position cannot be read. */
    private Optional<Query> behind(Stamped after) {
        Query ordered = documents
                .query()
                .orderBy(stamp)
                .orderBy(FieldPath.documentId())
                .whereGreaterThanOrEqualTo(stamp, Timestamp.MIN_VALUE);
        if (after.stamp().isEmpty()) {
            return Optional.of(ordered);
        }
        return time(after.stamp())
                .map(time -> Documents.isId(after.id()) ? ordered.startAfter(time, after.id()) : ordered.startAt(time));
    }

    private static Optional<Timestamp> time(String text) {
        try {
            return Optional.of(Moments.timestamp(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
