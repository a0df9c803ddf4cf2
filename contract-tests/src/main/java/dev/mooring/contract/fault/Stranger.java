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
import org.jspecify.annotations.Nullable;

/**
 * Another host, which must never see a credential. It has another name than the proxy, and its own port. It starts when somebody is sent
 * there: few rules do that, and a server is not cheap. Safe for several threads.
 */
final class Stranger implements AutoCloseable {

    private final List<Faults.Request> requests = Collections.synchronizedList(new ArrayList<>());
    private @Nullable WireMockServer server;
    private boolean closed;

    synchronized URI uri() {
        if (closed) {
            throw new IllegalStateException("the faults are closed");
        }
        if (server == null) {
            server = started();
        }
        return URI.create("http://localhost:" + server.port());
    }

    private WireMockServer started() {
        WireMockServer starting = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .http2PlainDisabled(true)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true));
        Journal journal = new Journal();
        starting.addMockServiceRequestListener((request, response) -> requests.add(journal.note(request)));
        starting.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/json")
                        .withBody("{}")));
        starting.start();
        return starting;
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
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.stop();
        }
    }
}
