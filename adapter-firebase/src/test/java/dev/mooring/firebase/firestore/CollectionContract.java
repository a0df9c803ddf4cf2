package dev.mooring.firebase.firestore;

import com.google.cloud.firestore.FirestoreException;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.SyncAdapter;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A collection keeps every rule that it can promise, faults included. Pages are far smaller than what the rules ask for. */
abstract class CollectionContract extends AdapterContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HASTE = Duration.ofMillis(200);
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();
    private static Optional<Connected> running = Optional.empty();

    private String collection = "none";

    static void connect(FirestoreOptions options, FirestoreCollection shape) {
        CallFaults faults = new CallFaults()
                .lost(() -> failure(Status.UNAVAILABLE.withDescription("the connection was lost")))
                .refused(() -> failure(Status.UNAVAILABLE.withDescription("there is no connection")))
                .late(() -> failure(Status.DEADLINE_EXCEEDED))
                .statuses(GrpcStatuses::failure);
        running = Optional.of(new Connected(
                faults, backend(options, faults, shape, PATIENCE), backend(options, faults, shape, HASTE)));
    }

    static void disconnect() {
        running.ifPresent(Connected::close);
        running = Optional.empty();
    }

    @Override
    protected SyncAdapter adapter() {
        return connected().patient().collection(collection);
    }

    @Override
    protected SyncAdapter hasty() {
        return connected().hasty().collection(collection);
    }

    @Override
    protected void fresh() {
        collection = "items" + COLLECTIONS.incrementAndGet();
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(connected().faults());
    }

    String collection() {
        return collection;
    }

    private static Exception failure(Status status) {
        return FirestoreException.forServerRejection(status, "%s", status);
    }

    private static FirestoreBackend backend(
            FirestoreOptions options, CallFaults faults, FirestoreCollection shape, Duration patience) {
        return FirestoreBackend.builder(options)
                .collection(shape)
                .timeout(patience)
                .wire(faults::call)
                .bare()
                .build();
    }

    private static Connected connected() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Connected(CallFaults faults, FirestoreBackend patient, FirestoreBackend hasty) {

        void close() {
            patient.close();
            hasty.close();
            faults.close();
        }
    }
}
