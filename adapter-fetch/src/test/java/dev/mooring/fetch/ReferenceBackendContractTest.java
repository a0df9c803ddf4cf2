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
    }

    @AfterAll
    static void stop() {
        faults.close();
        server.close();
    }

    @Override
    protected SyncAdapter adapter() {
        return client(faults.uri(), "ann", ANN, collection, PATIENCE);
    }

    @Override
    protected SyncAdapter hasty() {
        return client(faults.uri(), "ann", ANN, collection, HASTE);
    }

    @Override
    protected void fresh() {
        collection = "items" + COLLECTIONS.incrementAndGet();
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return Optional.of(client(server.uri(), "ben", BEN, collection, PATIENCE));
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

    private static SyncAdapter client(URI uri, String user, String token, String collection, Duration patience) {
        return FetchBackend.mooringRest(uri)
                .user(user)
                .token(() -> token)
                .timeout(patience)
                .bare()
                .build()
                .collection(collection);
    }
}
