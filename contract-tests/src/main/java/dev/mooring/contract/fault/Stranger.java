package dev.mooring.contract.fault;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Another host, which must never see a credential. It has another name than the proxy, and its own port. */
final class Stranger implements AutoCloseable {

    private final List<Faults.Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final WireMockServer server;

    Stranger() {
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .http2PlainDisabled(true)
                .disableRequestJournal());
        Journal journal = new Journal();
        server.addMockServiceRequestListener((request, response) -> requests.add(journal.note(request)));
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{}")));
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.port());
    }

    List<Faults.Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    void forget() {
        requests.clear();
    }

    @Override
    public void close() {
        server.stop();
    }
}
