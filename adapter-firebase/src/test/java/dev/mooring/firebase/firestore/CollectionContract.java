package dev.mooring.firebase.firestore;

import com.google.cloud.firestore.FirestoreOptions;
import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.Faults;
import dev.mooring.firebase.firestore.fault.GrpcFaults;
import dev.mooring.firebase.firestore.sim.FirestoreSimulator;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A collection keeps every rule that it can promise, faults included. Pages are far smaller than what the rules ask for. */
abstract class CollectionContract extends AdapterContract {

    /** Nothing waits for it: an emulator on a machine with much to do may need a part of it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration HASTE = Duration.ofMillis(200);
    /** It tells of each piece of an answer that a client has given up. */
    private static final Logger TALKATIVE = Logger.getLogger("io.grpc.internal.AbstractClientStream");

    private static final AtomicInteger COLLECTIONS = new AtomicInteger();
    private static Optional<Connected> running = Optional.empty();

    private String collection = "none";

    /** Faults are made on the wire, in front of that server. */
    static void connect(String address, FirestoreCollection shape) {
        TALKATIVE.setLevel(Level.WARNING);
        GrpcFaults faults = GrpcFaults.inFrontOf(address);
        running = Optional.of(new Connected(
                faults,
                backend(faults.address(), shape, PATIENCE).build(),
                backend(faults.address(), shape, HASTE).build(),
                Optional.empty()));
    }

    /** The same for a user, beside whom there is another one. */
    static void connectUser(String address, String user) {
        TALKATIVE.setLevel(Level.WARNING);
        GrpcFaults faults = GrpcFaults.inFrontOf(address);
        running = Optional.of(new Connected(
                faults,
                signedIn(faults.address(), user, PATIENCE),
                signedIn(faults.address(), user, HASTE),
                Optional.of(signedIn(address, Users.OTHER, PATIENCE))));
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

    SyncAdapter other() {
        return connected().other().orElseThrow().collection(collection);
    }

    String collection() {
        return collection;
    }

    private static FirestoreBackend.Builder backend(String address, FirestoreCollection shape, Duration patience) {
        FirestoreOptions options = FirestoreOptions.newBuilder()
                .setProjectId(FirestoreSimulator.PROJECT)
                .setEmulatorHost(address)
                .build();
        return FirestoreBackend.builder(options)
                .collection(shape)
                .timeout(patience)
                .bare();
    }

    private static FirestoreBackend signedIn(String address, String user, Duration patience) {
        return backend(address, Users.shape(user), patience)
                .idToken(() -> Users.token(user))
                .user(user)
                .build();
    }

    private static Connected connected() {
        return running.orElseThrow();
    }

    /** What runs for one class of tests. */
    private record Connected(
            GrpcFaults faults, FirestoreBackend patient, FirestoreBackend hasty, Optional<FirestoreBackend> other) {

        void close() {
            patient.close();
            hasty.close();
            other.ifPresent(FirestoreBackend::close);
            faults.close();
        }
    }
}
