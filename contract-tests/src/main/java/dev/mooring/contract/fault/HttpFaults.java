package dev.mooring.contract.fault;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Faults in HTTP: a proxy on the loopback interface, in front of a simulator or of a live server. The adapter gets {@link #uri()}
 * as its base address. Answers pass piece by piece, so that server-sent events arrive; addresses of the server in the headers
 * {@code Link} and {@code Location} become the proxy's, addresses in bodies stay as they are. Every fault is supported. Safe
 * for several threads.
 */
public final class HttpFaults implements Faults {

    private static final int THREADS = 100;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final FaultPlan plan = new FaultPlan();
    private final Journal journal = new Journal();
    private final Stranger stranger = new Stranger();
    private final WireMockServer server;
    private final String path;

    private HttpFaults(URI upstream, HttpClient client) {
        path = upstream.getRawPath() == null ? "" : upstream.getRawPath();
        FaultyProxy proxy = new FaultyProxy(plan, journal, new Upstream(upstream, client), stranger);
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(THREADS)
                .jettyIdleTimeout(IDLE.toMillis())
                // resets and lost answers have no meaning of their own in HTTP/2
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .disableRequestJournal()
                // or each request and its answer are written as text, for a log that nobody has
                .stubRequestLoggingDisabled(true)
                .maxLoggedResponseSize(0)
                .extensions(proxy));
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(proxy.getName())));
        server.start();
    }

    /**
     * Starts a proxy in front of a server.
     *
     * @param upstream the server's base address, {@code http} or {@code https}, with a path if it has one
     */
    public static HttpFaults inFrontOf(URI upstream) {
        HttpClient client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        return inFrontOf(upstream, client);
    }

    /**
     * Starts a proxy in front of a server that is reached in a special way: with another trust store, through another proxy.
     *
     * @param client reaches it; must not follow redirects
     */
    public static HttpFaults inFrontOf(URI upstream, HttpClient client) {
        return new HttpFaults(upstream, client);
    }

    /**
     * Requests that only read although their method is another than GET, HEAD or OPTIONS: queries by POST, sign-in.
     *
     * @param what is given the method and the path, such as {@code POST /rpc/changes}
     */
    public HttpFaults reading(Predicate<String> what) {
        journal.alsoReads(what);
        return this;
    }

    /** Where the adapter finds its server: the base address to give to it, with the path of the true one. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public Form form() {
        return Form.HTTP;
    }

    @Override
    public boolean supports(Fault fault) {
        return true;
    }

    @Override
    public void arm(On on, Fault... faults) {
        plan.arm(on, List.of(faults));
    }

    @Override
    public void clear() {
        plan.clear();
    }

    @Override
    public List<Request> requests() {
        return plan.requests();
    }

    @Override
    public boolean awaitRequests(int count, Duration guard) throws InterruptedException {
        return plan.awaitRequests(count, guard);
    }

    @Override
    public boolean awaitMet(int count, Duration guard) throws InterruptedException {
        return plan.awaitMet(count, guard);
    }

    @Override
    public boolean awaitQuiet(Duration guard) throws InterruptedException {
        return plan.awaitQuiet(guard);
    }

    @Override
    public void reset() {
        plan.reset();
        stranger.forget();
    }

    @Override
    public Set<String> credentials() {
        return journal.credentials();
    }

    @Override
    public List<Request> strangers() {
        return stranger.requests();
    }

    @Override
    public void close() {
        plan.clear();
        server.stop();
        stranger.close();
    }
}
