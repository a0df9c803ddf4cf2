package dev.mooring.firebase.firestore.sim;

import com.google.firestore.v1.Document;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Transactions of other clients: one that commits after what it has read was changed by somebody else is ABORTED, and has to begin
 * anew. Not safe for several threads: its database guards it.
 */
final class Transactions {

    private final AtomicLong last = new AtomicLong();
    private final Map<ByteString, Map<String, Optional<Document>>> open = new HashMap<>();

    ByteString begin() {
        ByteString id = ByteString.copyFromUtf8("transaction-" + last.incrementAndGet());
        open.put(id, new HashMap<>());
        return id;
    }

    void read(ByteString transaction, String name, Optional<Document> seen) {
        if (!transaction.isEmpty()) {
            of(transaction).putIfAbsent(name, seen);
        }
    }

    /** Ends it, and throws where something that it has read is not what it was. */
    void commit(ByteString transaction, Map<String, Document> documents) {
        if (transaction.isEmpty()) {
            return;
        }
        Map<String, Optional<Document>> seen = of(transaction);
        open.remove(transaction);
        boolean same = seen.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(Optional.ofNullable(documents.get(entry.getKey()))));
        if (!same) {
            throw Status.ABORTED.withDescription("Transaction lock timeout.").asRuntimeException();
        }
    }

    void end(ByteString transaction) {
        open.remove(transaction);
    }

    private Map<String, Optional<Document>> of(ByteString transaction) {
        Map<String, Optional<Document>> seen = open.get(transaction);
        if (seen == null) {
            throw Names.invalid("The referenced transaction has expired or is no longer valid.");
        }
        return seen;
    }
}
