package dev.mooring.support.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.support.json.Json;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallsTest {

    private final MockWebServer server = new MockWebServer();
    private final HttpCalls http = HttpCalls.standard();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void aCallIsSentAsItIsAndItsAnswerReadWhole() throws InterruptedException {
        server.enqueue(new MockResponse(201, Headers.of("ETag", "\"1\"", "Link", "a", "link", "b"), "{\"id\":1}"));

        HttpAnswer answer = http.send(HttpCall.post(address("/todos"))
                .header("Prefer", "x=1")
                .json("{}".getBytes(UTF_8))
                .build());

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /todos HTTP/1.1");
        assertThat(request.getHeaders().get("Prefer")).isEqualTo("x=1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("Mooring");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.successful()).isTrue();
        assertThat(answer.text()).isEqualTo("{\"id\":1}");
        assertThat(answer.header("etag")).contains("\"1\"");
        assertThat(answer.headers("LINK")).containsExactly("a", "b");
    }

    @Test
    void callsWithoutABodyAreSent() throws InterruptedException {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")) {
            server.enqueue(new MockResponse(204, Headers.EMPTY, ""));

            assertThat(http.send(HttpCall.of(method, address("/a")).build()).status())
                    .isEqualTo(204);
            assertThat(server.takeRequest().getMethod()).isEqualTo(method);
        }
    }

    @Test
    void socketsHaveNagleSwitchedOff() throws IOException {
        server.enqueue(new MockResponse(200, Headers.EMPTY, ""));
        AtomicReference<Socket> used = new AtomicReference<>();
        OkHttpClient watched = http.client()
                .newBuilder()
                .eventListener(new EventListener() {
                    @Override
                    public void connectionAcquired(Call call, Connection connection) {
                        used.set(connection.socket());
                    }
                })
                .build();

        watched.newCall(new Request.Builder().url(server.url("/")).build())
                .execute()
                .close();

        assertThat(used.get().getTcpNoDelay()).isTrue();
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.enqueue(new MockResponse(302, Headers.of("Location", "/elsewhere"), ""));

        assertThat(http.send(HttpCall.get(address("/")).build()).status()).isEqualTo(302);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRedirectWithinTheOriginIsFollowedOnRequestWithEverythingKept() throws InterruptedException {
        server.enqueue(new MockResponse(307, Headers.of("Location", "/there?x=1"), ""));
        server.enqueue(new MockResponse(
                308, Headers.of("Location", server.url("/third").toString()), ""));
        server.enqueue(new MockResponse(200, Headers.EMPTY, ""));

        try (HttpCalls following = HttpCalls.builder().sameOriginRedirects(true).build()) {
            HttpAnswer answer = following.send(HttpCall.post(address("/here"))
                    .bearer("secret")
                    .json("1".getBytes(UTF_8))
                    .build());

            assertThat(answer.status()).isEqualTo(200);
        }
        server.takeRequest();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getRequestLine()).isEqualTo("POST /there?x=1 HTTP/1.1");
        assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer secret");
        assertThat(second.getBody()).isEqualTo(ByteString.encodeUtf8("1"));
        assertThat(server.takeRequest().getTarget()).isEqualTo("/third");
    }

    @Test
    void noRedirectIsFollowedToAnotherHostPortOrScheme() throws IOException {
        try (MockWebServer other = new MockWebServer();
                HttpCalls following =
                        HttpCalls.builder().sameOriginRedirects(true).build()) {
            other.start();
            List<String> places = List.of(
                    other.url("/").toString(),
                    "//localhost.invalid/",
                    "https://" + server.getHostName() + ":" + server.getPort() + "/",
                    "ftp://x/",
                    "");
            for (String place : places.subList(0, 4)) {
                server.enqueue(new MockResponse(307, Headers.of("Location", place), ""));

                assertThat(following
                                .send(HttpCall.get(address("/")).bearer("t").build())
                                .status())
                        .as(place)
                        .isEqualTo(307);
            }
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void redirectsInACircleEnd() {
        for (int i = 0; i < 10; i++) {
            server.enqueue(new MockResponse(307, Headers.of("Location", "/"), ""));
        }
        try (HttpCalls following = HttpCalls.builder().sameOriginRedirects(true).build()) {
            assertThat(following.send(HttpCall.get(address("/")).build()).status())
                    .isEqualTo(307);
        }
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    /** OkHttp repeats a 503 with this header by itself, and a 408 and a 421 in some cases. */
    @Test
    void noAnswerMakesTheClientSendAgain() {
        for (int status : List.of(503, 408, 421, 401, 429)) {
            MockWebServer one = new MockWebServer();
            try (one) {
                one.start();
                one.enqueue(new MockResponse(status, Headers.of("Retry-After", "0"), ""));
                one.enqueue(new MockResponse(200, Headers.EMPTY, ""));

                HttpAnswer answer = http.send(
                        HttpCall.post(Address.of(one.url("/").toString())).build());

                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.header("Retry-After")).contains("0");
                assertThat(answer.header("Mooring-Hidden-Retry-After")).isEmpty();
                assertThat(one.getRequestCount())
                        .as("requests at status %s", status)
                        .isEqualTo(1);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aHeaderThatHttpDoesNotAllowIsRefusedWithoutItsValue() {
        for (String value : List.of("secret\n", "secret\r\nx: y", "secrét")) {
            assertThatThrownBy(() -> HttpCall.get(address("/")).header("apikey", value))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("apikey")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secr"));
        }
    }

    @Test
    void messagesHaveNoQueryNoHeaderAndNoSecret() {
        server.enqueue(new MockResponse(500, Headers.EMPTY, "you sent Bearer top-secret and key+1 and key%2B1 to /a"));

        HttpAnswer answer = http.send(HttpCall.get(address("/a").query("auth", "key+1"))
                .about("listing todos")
                .bearer("top-secret")
                .secret("key+1")
                .build());

        assertThat(answer.toString())
                .startsWith("listing todos: GET " + server.url("/a") + " answered 500 you sent")
                .doesNotContain("top-secret", "key+1", "key%2B1", "auth");
        assertThat(answer.call().toString()).doesNotContain("top-secret", "key", "auth");
    }

    @Test
    void aParserThatRepeatsASecretIsNoCause() {
        HttpCall call = HttpCall.get(address("/a")).bearer("topsecret").build();

        assertThatThrownBy(() -> HttpAnswer.of(call, 200, "topsecret").json(Json.standard()))
                .isInstanceOf(TemporaryFailure.class)
                .hasNoCause()
                .hasMessageContaining("Unrecognized token '***'")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("topsecret"));
    }

    @Test
    void aPartIsAnAnswerOfItsOwnAndKeepsTheSecrets() {
        HttpCall call = HttpCall.get(address("/a")).bearer("topsecret").build();
        HttpAnswer whole = HttpAnswer.of(call, 200, "[]");

        HttpAnswer part = whole.part(409, Map.of("error", "topsecret is taken", "count", 1));

        assertThat(part.status()).isEqualTo(409);
        assertThat(part.json(Json.standard())).isEqualTo(Map.of("error", "topsecret is taken", "count", 1L));
        assertThat(Json.standard().parse(part.bytes())).isEqualTo(part.json(Json.standard()));
        assertThat(part.toString()).contains("answered 409", "is taken").doesNotContain("topsecret");
    }

    @Test
    void messagesRepeatAtMost200CharactersOfTheBody() {
        server.enqueue(new MockResponse(500, Headers.EMPTY, "x".repeat(1_000)));

        String message = http.send(HttpCall.get(address("/")).build()).toString();

        assertThat(message).contains("x".repeat(200) + "...").doesNotContain("x".repeat(201));
    }

    @Test
    void aClosedClientSaysSo() {
        HttpCalls closed = HttpCalls.standard();
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.send(HttpCall.get(address("/")).build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void connectionsAreUsedAgain() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            server.enqueue(new MockResponse(200, Headers.EMPTY, "{}"));
            http.send(HttpCall.get(address("/")).build());
        }

        assertThat(List.of(server.takeRequest(), server.takeRequest(), server.takeRequest()))
                .extracting(RecordedRequest::getConnectionIndex)
                .containsOnly(0);
    }

    /** No repetition makes it smaller. */
    @Test
    void whatIsMoreThanCanBeHeldIsAWrongSetUpWhereItIsReadAndStaysOpenWhereItWasWritten() {
        String body = "[{\"a\":1e999999999}]";
        server.enqueue(new MockResponse(200, Headers.EMPTY, body));
        server.enqueue(new MockResponse(200, Headers.EMPTY, body));
        server.enqueue(new MockResponse(200, Headers.EMPTY, body));
        HttpCall read = HttpCall.get(address("/todos")).build();

        assertThatThrownBy(() -> http.stream(read, stream -> Json.standard().read(stream)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("[0].a");
        assertThatThrownBy(() -> http.send(read).json(Json.standard())).isInstanceOf(Misconfigured.class);
        assertThatThrownBy(() ->
                        http.send(HttpCall.post(address("/todos")).build()).json(Json.standard()))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        failure -> assertThat(failure.maybeApplied()).isTrue());
    }

    private Address address(String path) {
        return Address.of(server.url(path).toString());
    }
}
