package dev.mooring.firebase.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentChange;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.FirestoreException;
import com.google.cloud.firestore.ListenerRegistration;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.QuerySnapshot;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.LiveChanges.State;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Listens to what is stamped from now on. The SDK takes up a broken stream by itself and without a word; what ends its listener is told,
 * and listened for anew after a pause. A query that has grown large begins anew at a later time, since the SDK holds all of its documents in
 * memory. Safe for several threads.
 */
final class SnapshotListening implements LiveChanges.Listening {

    private static final int LARGE = 1000;

    private final Documents documents;
    private final Calls calls;
    private final IntFunction<Duration> pauses;
    private final LiveChanges.Listener listener;
    private final Consumer<SnapshotListening> ended;
    /** Connects and calls the listener, one after the other. */
    private final ScheduledExecutorService thread =
            new ScheduledThreadPoolExecutor(1, SnapshotListening::named, new ThreadPoolExecutor.DiscardPolicy());

    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Round current;
    private int failures;
    private boolean closed;

    SnapshotListening(
            Documents documents,
            Calls calls,
            IntFunction<Duration> pauses,
            LiveChanges.Listener listener,
            Consumer<SnapshotListening> ended) {
        this.documents = documents;
        this.calls = calls;
        this.pauses = pauses;
        this.listener = listener;
        this.ended = ended;
    }

    void start() {
        thread.execute(() -> {
            tell(to -> to.state(State.CONNECTING));
            connect();
        });
    }

    /** Waits for a call of the listener that is under way, unless it is that call which closes. */
    @Override
    public void close() {
        Round last;
        turn.lock();
        try {
            closed = true;
            last = current;
            current = null;
        } finally {
            turn.unlock();
        }
        if (last != null) {
            last.end();
        }
        thread.shutdownNow();
        ended.accept(this);
    }

    private void connect() {
        try {
            QuerySnapshot now = calls.query(
                    "asking what time it is at " + documents.collection().getPath(),
                    documents.query().limit(1));
            begin(now.getReadTime());
        } catch (SyncException e) {
            failed(e);
        } catch (RuntimeException e) {
            // such as the SDK's when its client is closed: nobody else would hear of it on this thread
            failed(failure(e));
        }
    }

    /** From before now by the overlap, as in the feed: what is stamped already may be committed yet. */
    private void begin(Timestamp now) {
        Duration overlap = documents.shape().overlap();
        Query query = documents
                .query()
                .whereGreaterThan(
                        FieldPath.of(documents.shape().updatedAt()),
                        Moments.timestamp(Moments.instant(now).minus(overlap).toString()));
        Round round = new Round();
        turn.lock();
        try {
            if (closed) {
                return;
            }
            current = round;
        } finally {
            turn.unlock();
        }
        round.begin(query);
    }

    private void failed(SyncException failure) {
        boolean given = failure instanceof Misconfigured || failure instanceof Unauthenticated;
        tell(to -> to.state(given ? State.DEAD : State.CONNECTING));
        tell(LiveChanges.Listener::gap);
        if (!given) {
            failures++;
            later(pauses.apply(failures));
        }
    }

    private boolean isCurrent(Round round) {
        turn.lock();
        try {
            return current == round;
        } finally {
            turn.unlock();
        }
    }

    private void later(Duration pause) {
        Future<?> unused = thread.schedule(this::connect, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private SyncException failure(Exception thrown) {
        return calls.errors()
                .failure(false, "listening to " + documents.collection().getPath(), thrown);
    }

    private static Thread named(Runnable work) {
        Thread made = new Thread(work, "mooring-firestore-listening");
        made.setDaemon(true);
        return made;
    }

    /** A listener that throws loses the call that it threw from. */
    private void tell(Consumer<LiveChanges.Listener> call) {
        turn.lock();
        try {
            if (!closed) {
                call.accept(listener);
            }
        } catch (RuntimeException e) {
            Thread caller = Thread.currentThread();
            caller.getUncaughtExceptionHandler().uncaughtException(caller, e);
        } finally {
            turn.unlock();
        }
    }

    /** One registration. What comes of an earlier one is not heard. */
    private final class Round {

        private boolean first = true;
        /** What is there within the overlap comes again in the next round: to begin anew for that would never end. */
        private int largest = LARGE;

        private @Nullable ListenerRegistration registration;
        private boolean over;

        void begin(Query query) {
            ListenerRegistration made = query.addSnapshotListener(this::hear);
            boolean late;
            synchronized (this) {
                registration = made;
                late = over;
            }
            if (late) {
                made.remove();
            }
        }

        void end() {
            ListenerRegistration made;
            synchronized (this) {
                over = true;
                made = registration;
            }
            if (made != null) {
                made.remove();
            }
        }

        /** On a thread of the SDK's, which its calls need too: handed over, without waiting for a listener that is slow. */
        private void hear(@Nullable QuerySnapshot snapshot, @Nullable FirestoreException error) {
            thread.execute(() -> heard(snapshot, error));
        }

        private void heard(@Nullable QuerySnapshot snapshot, @Nullable FirestoreException error) {
            if (!isCurrent(this)) {
                return;
            }
            if (error != null) {
                end();
                failed(failure(error));
            } else if (snapshot != null) {
                told(snapshot);
            }
        }

        private void told(QuerySnapshot snapshot) {
            if (first) {
                first = false;
                failures = 0;
                largest = Math.max(LARGE, 2 * snapshot.size());
                tell(to -> to.state(State.LIVE));
                tell(LiveChanges.Listener::gap);
            } else {
                Set<String> ids = snapshot.getDocumentChanges().stream()
                        .map(DocumentChange::getDocument)
                        .map(document -> document.getId())
                        .collect(Collectors.toUnmodifiableSet());
                tell(to -> to.hint(ids));
            }
            if (snapshot.size() > largest) {
                end();
                connect();
            }
        }
    }
}
