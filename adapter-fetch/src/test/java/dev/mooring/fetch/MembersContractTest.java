package dev.mooring.fetch;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.fetch.sim.RestSimulator;
import dev.mooring.fetch.sim.Style;
import dev.mooring.fetch.sim.Trait;
import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.sync.SyncAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One document whose members are the records keeps every rule that it can promise. */
class MembersContractTest extends AdapterContract {

    private static final AtomicInteger DOCUMENTS = new AtomicInteger();

    private static RestSimulator simulator;
    private static HttpFaults faults;
    private static FetchBackend patient;
    private static FetchBackend hasty;

    private String document = "none";

    @BeforeAll
    static void start() {
        simulator =
                RestSimulator.start(Style.of(Trait.SINGLE_DOCUMENT, Trait.IF_MATCH, Trait.PUT_ONLY, Trait.ATTRIBUTES));
        faults = HttpFaults.inFrontOf(simulator.uri());
        patient = backend(Duration.ofSeconds(10));
        hasty = backend(Duration.ofMillis(200));
    }

    @AfterAll
    static void stop() {
        patient.close();
        hasty.close();
        faults.close();
        simulator.close();
    }

    @Override
    protected SyncAdapter adapter() {
        return patient.collection(document);
    }

    @Override
    protected SyncAdapter hasty() {
        return hasty.collection(document);
    }

    @Override
    protected void fresh() {
        document = "document" + DOCUMENTS.incrementAndGet();
        put(document);
    }

    /** An empty document: the adapter does not make it. */
    private static void put(String document) {
        try (HttpCalls calls = HttpCalls.standard()) {
            Address address = Address.of(simulator.uri() + "/api/" + document);
            calls.send(HttpCall.put(address)
                    .json("{\"attributes\": {}}".getBytes(StandardCharsets.UTF_8))
                    .build());
        }
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(faults);
    }

    private static FetchBackend backend(Duration patience) {
        return FetchBackend.builder(faults.uri())
                .resource(Resource.builder()
                        .single(Single.MEMBERS)
                        .item("/api/{collection}")
                        .fields("/attributes")
                        .precondition(Precondition.ETAG)
                        .longestId(4000)
                        .build())
                .timeout(patience)
                .bare()
                .build();
    }
}
