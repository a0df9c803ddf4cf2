package dev.mooring.firebase.firestore.sim;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.firestore.v1.WriteResult;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The documents and what commits do to them. Safe for several threads. */
final class Database {

    private static final String GONE = "gone ";

    private final Map<String, Document> documents = new TreeMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Clock clock = new Clock();
    private final Transactions transactions = new Transactions();

    /** What one commit did. */
    record Committed(Timestamp time, List<WriteResult> results) {}

    /** When a request arrived, which its server timestamps tell, whenever it is committed. */
    long arrival() {
        return clock.next();
    }

    void advance(Duration time) {
        clock.advance(time);
    }

    synchronized ByteString beginTransaction() {
        return transactions.begin();
    }

    synchronized void endTransaction(ByteString transaction) {
        transactions.end(transaction);
    }

    /** A look-up of a transaction, which must find the same when it commits. */
    synchronized @Nullable Document get(ByteString transaction, String name) {
        Document seen = documents.get(name);
        transactions.read(transaction, name, Optional.ofNullable(seen));
        return seen;
    }

    /** All of them or none. */
    Committed commit(List<Write> writes, long arrival) {
        return commit(ByteString.EMPTY, writes, arrival);
    }

    Committed commit(ByteString transaction, List<Write> writes, long arrival) {
        Committed committed;
        synchronized (this) {
            transactions.commit(transaction, documents);
            Timestamp time = Clock.timestamp(clock.next());
            Map<String, Document> changed = new HashMap<>();
            List<WriteResult> results = new ArrayList<>();
            for (Write write : writes) {
                results.add(apply(write, changed, time, Clock.stamp(arrival)));
            }
            changed.values().stream()
                    .filter(document -> !document.getName().startsWith(GONE))
                    .forEach(Names::check);
            changed.forEach((name, document) -> {
                if (document.getName().startsWith(GONE)) {
                    documents.remove(name);
                } else {
                    documents.put(name, document);
                }
            });
            committed = new Committed(time, results);
        }
        watchers.forEach(Runnable::run);
        return committed;
    }

    synchronized @Nullable Document get(String name) {
        return documents.get(name);
    }

    /** What a query or a look-up sees, and when. */
    synchronized <T> T at(BiFunction<Map<String, Document>, Timestamp, T> reader) {
        return reader.apply(documents, Clock.timestamp(clock.next()));
    }

    synchronized void clear() {
        documents.clear();
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void leave(Runnable watcher) {
        watchers.remove(watcher);
    }

    private WriteResult apply(Write write, Map<String, Document> changed, Timestamp time, Timestamp stamp) {
        String name = write.hasUpdate() ? write.getUpdate().getName() : write.getDelete();
        Document there = changed.getOrDefault(name, documents.get(name));
        require(write.getCurrentDocument(), there, name);
        if (!write.hasUpdate()) {
            changed.put(name, Document.newBuilder().setName(GONE + name).build());
            return WriteResult.getDefaultInstance();
        }
        WriteResult.Builder result = WriteResult.newBuilder();
        Document.Builder next = next(write, there);
        for (FieldTransform transform : write.getUpdateTransformsList()) {
            Value value = Value.newBuilder().setTimestampValue(stamp).build();
            put(next, Names.path(transform.getFieldPath()), value);
            result.addTransformResults(value);
        }
        // a write that changes nothing keeps the update time
        next.setUpdateTime(time).setCreateTime(time);
        if (there != null) {
            boolean same = there.getFieldsMap().equals(next.getFieldsMap());
            next.setUpdateTime(same ? there.getUpdateTime() : time).setCreateTime(there.getCreateTime());
        }
        changed.put(name, next.build());
        return result.setUpdateTime(next.getUpdateTime()).build();
    }

    private static Document.Builder next(Write write, @Nullable Document there) {
        Document given = write.getUpdate();
        Document.Builder next = Document.newBuilder().setName(given.getName());
        if (!write.hasUpdateMask()) {
            return next.putAllFields(given.getFieldsMap());
        }
        if (there != null) {
            next.putAllFields(there.getFieldsMap());
        }
        Value whole = Value.newBuilder()
                .setMapValue(MapValue.newBuilder().putAllFields(given.getFieldsMap()))
                .build();
        for (String path : write.getUpdateMask().getFieldPathsList()) {
            List<String> names = Names.path(path);
            put(next, names, Queries.value(whole, names));
        }
        return next;
    }

    private static void put(Document.Builder document, List<String> names, @Nullable Value value) {
        Value whole = Value.newBuilder()
                .setMapValue(MapValue.newBuilder().putAllFields(document.getFieldsMap()))
                .build();
        document.clearFields()
                .putAllFields(put(whole, names, value).getMapValue().getFieldsMap());
    }

    private static Value put(@Nullable Value into, List<String> names, @Nullable Value value) {
        MapValue.Builder map = into == null ? MapValue.newBuilder() : into.getMapValue().toBuilder();
        String name = names.get(0);
        @Nullable Value now = value;
        if (names.size() > 1) {
            now = put(map.getFieldsMap().get(name), names.subList(1, names.size()), value);
        }
        if (now == null) {
            map.removeFields(name);
        } else {
            map.putFields(name, now);
        }
        return Value.newBuilder().setMapValue(map).build();
    }

    private static void require(Precondition precondition, @Nullable Document there, String name) {
        if (precondition.hasExists() && precondition.getExists() && there == null) {
            throw Status.NOT_FOUND
                    .withDescription("No document to update: " + name)
                    .asRuntimeException();
        }
        if (precondition.hasExists()
                && !precondition.getExists()
                && there != null
                && !there.getName().startsWith(GONE)) {
            throw Status.ALREADY_EXISTS
                    .withDescription("Document already exists: " + name)
                    .asRuntimeException();
        }
        if (precondition.hasUpdateTime()
                && (there == null || !there.getUpdateTime().equals(precondition.getUpdateTime()))) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("the stored version does not match the required base version")
                    .asRuntimeException();
        }
    }
}
