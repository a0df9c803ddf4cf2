package dev.mooring.contract.fault;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpFaultsTest {

    private static final Duration GUARD = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TinyServer server;
    private HttpFaults faults;

    @BeforeEach
    void start() throws IOException {
        server = new TinyServer();
        faults = HttpFaults.inFrontOf(server.uri());
    }

    @AfterEach
    void stop() {
        faults.close();
        server.close();
    }

    @Test
    void whatIsNotArmedPassesUnchanged() throws Exception {
        HttpResponse<String> answer = post("/rows?a=%2F&b=..", "{\"n\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TinyServer.BODY);
        assertThat(answer.headers().allValues("X-Mood")).containsExactlyInAnyOrder("calm", "bright");
        assertThat(server.seen).containsExactly("POST /api/rows?a=%2F&b=.. {\"n\":1}");
        assertThat(faults.requests()).hasToString("[POST /api/rows]");
    }

    @Test
    void theServerIsAddressedByItsOwnName() throws Exception {
        assertThat(get("/rows").headers().firstValue("X-Host"))
                .hasValue(server.uri().getAuthority());
    }

    @Test
    void hostilePathsArriveAsTheyWereSent() throws Exception {
        String path = "/rows/%2F/..%2F/%25/%2E%2E/%22/%F0%9F%98%80/a;b//c";

        get(path);

        assertThat(server.seen).containsExactly("GET /api" + path + " ");
    }

    @Test
    void packedAndChunkedAnswersPass() throws Exception {
        HttpResponse<InputStream> packed = client.send(request("/gzip").build(), BodyHandlers.ofInputStream());
        String unpacked = new String(new GZIPInputStream(packed.body()).readAllBytes(), StandardCharsets.UTF_8);

        assertThat(unpacked).isEqualTo(TinyServer.BODY);
        assertThat(get("/chunked").body()).isEqualTo(TinyServer.BODY);
    }

    @Test
    void packedRequestsPass() throws Exception {
        client.send(
                request("/rows")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(TinyServer.gzip("many words")))
                        .build(),
                BodyHandlers.ofString());

        assertThat(server.seen).containsExactly("POST /api/rows many words");
    }

    @Test
    void aServerBehindTlsIsReached() throws Exception {
        WireMockServer secure = new WireMockServer(
                wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
        secure.stubFor(WireMock.get("/rows").willReturn(WireMock.ok("safe")));
        secure.start();
        URI uri = URI.create("https://127.0.0.1:" + secure.httpsPort());

        try (HttpFaults tls = HttpFaults.inFrontOf(uri, TrustingClient.create())) {
            HttpRequest plain =
                    HttpRequest.newBuilder(tls.uri().resolve("/rows")).build();

            assertThat(client.send(plain, BodyHandlers.ofString()).body()).isEqualTo("safe");
        } finally {
            secure.stop();
        }
    }

    @Test
    void answersWithoutABodyPass() throws Exception {
        HttpResponse<String> head = client.send(
                request("/rows").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(get("/nothing").statusCode()).isEqualTo(204);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).hasValue(String.valueOf(TinyServer.BODY.length()));
    }

    @Test
    void linksToTheServerLeadThroughTheProxy() throws Exception {
        assertThat(get("/linked").headers().firstValue("Link"))
                .hasValue("<" + faults.uri() + "/rows?page=2>; rel=\"next\"");
    }

    @Test
    void eventsArriveOneByOne() throws Exception {
        HttpResponse<InputStream> events = client.send(request("/events").build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: 1");
            server.secondEvent.countDown();
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: 2");
        }
    }

    @Test
    void aLostAnswerWasActedOn() throws Exception {
        faults.arm(On.next(), Fault.loseAnswer());

        assertThatThrownBy(() -> post("/rows", "x")).isInstanceOf(IOException.class);

        assertThat(server.seen).containsExactly("POST /api/rows x");
        assertThat(post("/rows", "y").statusCode()).isEqualTo(200);
    }

    @Test
    void aResetBeforeIsNotSeenByTheServer() throws Exception {
        faults.arm(On.next(), Fault.resetBefore());

        assertThatThrownBy(() -> post("/rows", "x")).isInstanceOf(IOException.class);

        assertThat(server.seen).isEmpty();
        assertThat(faults.requests()).hasSize(1);
    }

    @Test
    void aResetAfterIsSeenByTheServer() {
        faults.arm(On.next(), Fault.resetAfter());

        assertThatThrownBy(() -> post("/rows", "x")).isInstanceOf(IOException.class);

        assertThat(server.seen).hasSize(1);
    }

    @Test
    void aTruncatedAnswerEndsTooEarly() throws Exception {
        for (String path : new String[] {"/rows", "/chunked", "/nothing"}) {
            faults.arm(On.next(), Fault.truncate());

            assertThatThrownBy(() -> post(path, "x")).as(path).isInstanceOf(IOException.class);
        }
        assertThat(server.seen).hasSize(3);
    }

    @Test
    void aDelayedAnswerWaitsUntilItIsReleased() throws Exception {
        faults.arm(On.every(), Fault.delay());

        assertThatThrownBy(() -> client.send(
                        request("/rows").timeout(Duration.ofMillis(200)).build(), BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);

        faults.arm(On.everyWrite(), Fault.delay());
        HttpRequest write =
                request("/rows").POST(BodyPublishers.ofString("late")).build();
        CompletableFuture<HttpResponse<String>> late = client.sendAsync(write, BodyHandlers.ofString());
        assertThat(faults.awaitMet(1, GUARD)).isTrue();
        assertThat(faults.awaitQuiet(GUARD)).isTrue();
        assertThat(server.seen).contains("POST /api/rows late");
        assertThat(late).isNotDone();
        faults.clear();
        assertThat(late).succeedsWithin(GUARD);
    }

    @Test
    void aDelayOfSomeTimeEndsByItself() throws Exception {
        faults.arm(On.next(), Fault.delay(Duration.ofMillis(1)));

        assertThat(get("/rows").body()).isEqualTo(TinyServer.BODY);
    }

    @Test
    void aDuplicateArrivesTwice() throws Exception {
        faults.arm(On.next(), Fault.duplicate());

        assertThat(post("/rows", "x").statusCode()).isEqualTo(200);

        assertThat(server.seen).containsExactly("POST /api/rows x", "POST /api/rows x");
        assertThat(faults.requests()).hasSize(1);
    }

    @Test
    void aStatusIsAnsweredWithoutTheServer() throws Exception {
        faults.arm(On.next(), Fault.status(503).retryAfter("7").with(Payload.json("{\"why\":\"busy\"}")));

        HttpResponse<String> answer = post("/rows", "x");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(answer.body()).isEqualTo("{\"why\":\"busy\"}");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void aBodyReplacesTheTrueOne() throws Exception {
        faults.arm(On.every(), Fault.body(Payload.html()), Fault.body(Payload.empty()), Fault.body(Payload.json("7")));

        assertThat(get("/rows").body()).startsWith("<html>");
        assertThat(get("/rows").body()).isEmpty();
        HttpResponse<String> third = get("/gzip");
        assertThat(third.body()).isEqualTo("7");
        assertThat(third.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(third.headers().firstValue("X-Mood")).isPresent();
        assertThat(server.seen).hasSize(3);
    }

    @Test
    void aLargeBodyIsMadeWhileItIsSent() throws Exception {
        faults.arm(On.next(), Fault.body(Payload.large()));

        HttpResponse<InputStream> answer = client.send(request("/rows").build(), BodyHandlers.ofInputStream());

        try (InputStream body = answer.body()) {
            assertThat(body.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(Payload.large().length());
        }
    }

    @Test
    void otherBodiesAreWhatTheySay() throws Exception {
        assertThat(Payload.deep().content().get().readAllBytes())
                .hasSize(20_000)
                .startsWith('[', '[')
                .endsWith(']', ']');
        assertThat(Payload.invalidUtf8().content().get().readAllBytes()).contains(0xFF);
    }

    @Test
    void aDripNeverEndsByItself() throws Exception {
        faults.arm(On.next(), Fault.drip());

        HttpResponse<InputStream> answer = client.send(request("/rows").build(), BodyHandlers.ofInputStream());

        try (InputStream body = answer.body()) {
            byte[] start = body.readNBytes(TinyServer.BODY.length() + 3);
            assertThat(new String(start, StandardCharsets.UTF_8))
                    .isEqualTo(TinyServer.BODY.substring(0, TinyServer.BODY.length() - 1) + "    ");
            faults.clear();
            body.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    @Test
    void aRedirectLeadsToAnotherHostThatNotesWhatItGets() throws Exception {
        faults.arm(On.next(), Fault.redirect());
        HttpRequest sent =
                request("/rows").header("Authorization", "Bearer s3cret-token").build();

        HttpResponse<String> answer = client.send(sent, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(307);
        URI elsewhere = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(elsewhere.getHost()).isNotEqualTo(faults.uri().getHost());
        client.send(
                HttpRequest.newBuilder(elsewhere)
                        .header("Authorization", "Bearer s3cret-token")
                        .build(),
                BodyHandlers.ofString());
        assertThat(faults.strangers())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.whole()).startsWith("GET /api/rows").contains("s3cret-token"));
        assertThat(server.seen).isEmpty();
    }

    @Test
    void credentialsAreKnownByWhereTheyStand() throws Exception {
        client.send(
                request("/rows?access_token=in%2Fquery&pageToken=harmless")
                        .header("Authorization", "Basic dXNlcjpwYXNzd29yZA==")
                        .header("apikey", "anon-key-1")
                        .header("Cookie", "session=abcdef")
                        .header("Idempotency-Key", "device-1")
                        .build(),
                BodyHandlers.ofString());

        assertThat(faults.credentials())
                .containsExactlyInAnyOrder("in/query", "dXNlcjpwYXNzd29yZA==", "password", "anon-key-1", "abcdef");
    }

    @Test
    void faultsMeetOnlyTheRequestsTheyAreFor() throws Exception {
        faults.arm(On.nextWrite().after(1), Fault.status(500), Fault.status(501));

        assertThat(post("/rows", "x").statusCode()).isEqualTo(200);
        assertThat(get("/rows").statusCode()).isEqualTo(200);
        assertThat(post("/rows", "x").statusCode()).isEqualTo(500);
        assertThat(post("/rows", "x").statusCode()).isEqualTo(501);
        assertThat(post("/rows", "x").statusCode()).isEqualTo(200);
    }

    @Test
    void aQueryByPostCanBeDeclaredToRead() throws Exception {
        faults.reading(what -> what.equals("POST /api/query")).arm(On.everyRead(), Fault.status(500));

        assertThat(post("/query", "x").statusCode()).isEqualTo(500);
        assertThat(post("/rows", "x").statusCode()).isEqualTo(200);
    }

    @Test
    void aServerThatCannotBeReachedIsNotHidden() {
        server.close();

        assertThatThrownBy(() -> post("/rows", "x")).isInstanceOf(IOException.class);
    }

    @Test
    void resetForgetsWhatWasArmedAndSeen() throws Exception {
        faults.arm(On.every(), Fault.status(500));
        get("/rows");

        faults.reset();

        assertThat(faults.requests()).isEmpty();
        assertThat(get("/rows").statusCode()).isEqualTo(200);
    }

    @Test
    void closingEndsWhatIsDelayed() throws InterruptedException {
        faults.arm(On.every(), Fault.delay());
        CompletableFuture<HttpResponse<String>> late =
                client.sendAsync(request("/rows").build(), BodyHandlers.ofString());
        assertThat(faults.awaitMet(1, GUARD)).isTrue();

        faults.close();
        faults.close();

        late.handle((answer, failure) -> true)
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(faults.uri() + path)).timeout(GUARD);
    }
}
