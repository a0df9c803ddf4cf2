package dev.mooring.firebase.firestore.sim;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentChange;
import com.google.firestore.v1.DocumentRemove;
import com.google.firestore.v1.ListenRequest;
import com.google.firestore.v1.ListenResponse;
import com.google.firestore.v1.Target;
import com.google.firestore.v1.TargetChange;
import com.google.firestore.v1.TargetChange.TargetChangeType;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The streams of listening clients: a target's documents, what changes in them, and a token with each state. Safe for several threads. */
final class Listens {

    private final Database database;
    private final Failures failures;
    private final Rules rules;
    private final List<Stream> streams = new CopyOnWriteArrayList<>();

    Listens(Database database, Failures failures, Rules rules) {
        this.rules = rules;
        this.database = database;
        this.failures = failures;
    }

    StreamObserver<ListenRequest> listen(StreamObserver<ListenResponse> to) {
        Failures.@Nullable Failure failure = failures.met("Listen");
        Stream stream = new Stream(to);
        if (failure != null && failure.status() != null) {
            stream.fail(failure.status());
        } else {
            streams.add(stream);
        }
        return stream;
    }

    /** Ends every stream in that status. */
    void end(Status status) {
        streams.forEach(stream -> stream.fail(status));
    }

    private final class Stream implements StreamObserver<ListenRequest> {

        private final StreamObserver<ListenResponse> to;
        private final Map<String, Document> sent = new HashMap<>();
        private final Runnable watcher = this::changed;
        private @Nullable Target target;
        private boolean over;

        Stream(StreamObserver<ListenResponse> to) {
            this.to = to;
        }

        @Override
        public synchronized void onNext(ListenRequest request) {
            if (over || !request.hasAddTarget()) {
                return;
            }
            try {
                rules.query(request.getAddTarget().getQuery().getStructuredQuery());
            } catch (StatusRuntimeException e) {
                fail(e.getStatus());
                return;
            }
            target = request.getAddTarget();
            send(TargetChange.newBuilder()
                    .setTargetChangeType(TargetChangeType.ADD)
                    .addTargetIds(target.getTargetId()));
            database.watch(watcher);
            changed();
        }

        @Override
        public void onError(Throwable broken) {
            leave();
        }

        @Override
        public void onCompleted() {
            if (leave()) {
                to.onCompleted();
            }
        }

        void fail(Status status) {
            if (leave()) {
                to.onError(status.asRuntimeException());
            }
        }

        private synchronized boolean leave() {
            boolean was = !over;
            over = true;
            streams.remove(this);
            database.leave(watcher);
            return was;
        }

        private synchronized void changed() {
            Target listened = target;
            if (over || listened == null) {
                return;
            }
            Map<String, Document> now = new LinkedHashMap<>();
            Timestamp read = database.at((documents, time) -> {
                Target.QueryTarget query = listened.getQuery();
                Queries.run(documents, query.getParent(), query.getStructuredQuery())
                        .forEach(document -> now.put(document.getName(), document));
                return time;
            });
            now.forEach((name, document) -> {
                if (!document.equals(sent.get(name))) {
                    to.onNext(ListenResponse.newBuilder()
                            .setDocumentChange(DocumentChange.newBuilder()
                                    .setDocument(document)
                                    .addTargetIds(listened.getTargetId()))
                            .build());
                }
            });
            Set<String> left = new TreeSet<>(sent.keySet());
            left.removeAll(now.keySet());
            left.forEach(name -> to.onNext(ListenResponse.newBuilder()
                    .setDocumentRemove(DocumentRemove.newBuilder()
                            .setDocument(name)
                            .addRemovedTargetIds(listened.getTargetId())
                            .setReadTime(read))
                    .build()));
            sent.clear();
            sent.putAll(now);
            ByteString token = ByteString.copyFromUtf8(read.getSeconds() + "." + read.getNanos());
            send(TargetChange.newBuilder()
                    .setTargetChangeType(TargetChangeType.CURRENT)
                    .addTargetIds(listened.getTargetId())
                    .setReadTime(read)
                    .setResumeToken(token));
            // without targets it is a consistent state of all: only then the client tells its listener
            send(TargetChange.newBuilder().setReadTime(read).setResumeToken(token));
        }

        private void send(TargetChange.Builder change) {
            to.onNext(ListenResponse.newBuilder().setTargetChange(change).build());
        }
    }
}
