package dev.mooring.fetch;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.server.RestServer;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The reference backend keeps every rule, faults included. */
class ReferenceBackendContractTest extends AdapterContract {

    private static final String ANN = "ann-token-7Hq2";
    private static final String BEN = "ben-token-9Zk4";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HASTE = Duration.ofMillis(200);
    private static final AtomicInteger COLLECTIONS = new AtomicInteger();

    private static RestServer server;
    private static HttpFaults faults;
    private static FetchBackend ann;
    private static FetchBackend hastyAnn;
    private static FetchBackend hastierAnn;
    private static FetchBackend ben;

    private String collection = "none";

    @BeforeAll
    static void start() {
        server = RestServer.builder()
                .user("ann", ANN)
                .user("ben", BEN)
                .ownerScope(true)
                .start();
        faults = HttpFaults.inFrontOf(server.uri())
                .reading(what -> what.startsWith("POST ") && what.contains("/lookup"));
        ann = backend(faults.uri(), "ann", ANN, PATIENCE);
        hastyAnn = backend(faults.uri(), "ann", ANN, HASTE);
        hastierAnn = backend(faults.uri(), "ann", ANN, Resilient.HASTE);
        ben = backend(server.uri(), "ben", BEN, PATIENCE);
    }

    @AfterAll
    static void stop() {
        List.of(ann, hastyAnn, hastierAnn, ben).forEach(FetchBackend::close);
        faults.close();
        server.close();
    }

    @Override
    protected SyncAdapter adapter() {
        return ann.collection(collection);
    }

    @Override
    protected SyncAdapter hasty() {
        return hastyAnn.collection(collection);
    }

    /** For a decorator that sends again. */
    SyncAdapter hastier() {
        return hastierAnn.collection(collection);
    }

    @Override
    protected void fresh() {
        collection = "items" + COLLECTIONS.incrementAndGet();
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return Optional.of(ben.collection(collection));
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new ReferenceBackstage(server, collection, "ann", ANN, "ben", BEN));
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(faults);
    }

    @Override
    protected List<String> secrets() {
        return List.of(ANN);
    }

    /** One for all clients of a user, as in an application: each holds connections and a trust store. */
    private static FetchBackend backend(URI uri, String user, String token, Duration patience) {
        return FetchBackend.mooringRest(uri)
                .user(user)
                .token(() -> token)
                .timeout(patience)
                .bare()
                .build();
    }
}
