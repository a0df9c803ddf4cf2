package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.server.Client.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Requests that nobody should send. */
class HostileTest extends ServerTest {
    @Override
    RestServer.Builder configure(RestServer.Builder builder) {
        return builder.limits(Limits.standard().body(200_000).record(150_000));
    }

    @Test
    void everyIdLivesBesideTheOthers() {
        List<String> ids = List.of(
                "a/b",
                "%2F",
                "..",
                ".",
                "a/../b",
                ",",
                "\"'()",
                "a:b",
                "%",
                "+",
                " ",
                "&?#=",
                "😀é",
                "e\u0301",
                "007",
                "-1",
                "A",
                "a",
                " a ",
                "\\",
                "*",
                "_",
                "__proto__",
                "null",
                "undefined",
                "\n\t",
                "é".repeat(2048),
                "records");
        for (String id : ids) {
            assertThat(client().put(id, "{\"me\":" + Json.write(id) + "}").status())
                    .as(id)
                    .isEqualTo(201);
        }

        for (String id : ids) {
            assertThat(client().read(id).json().get("id")).isEqualTo(id);
            assertThat(client().read(id).at("fields", "me")).isEqualTo(id);
        }
        assertThat(client().get("records?limit=100").ids("records")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(client().delete("..").status()).isEqualTo(200);
        assertThat(client().get("records/a%2Fb").at("id")).isEqualTo("a/b");
    }

    @Test
    void anIdHasALengthAndNoNul() {
        assertThat(client().put("", "{}").code()).isEqualTo("bad-id");
        assertThat(client().put("x".repeat(4097), "{}").code()).isEqualTo("bad-id");
        assertThat(client().put("a\0b", "{}").code()).isEqualTo("bad-id");
        assertThat(client().read("a\0b").code()).isEqualTo("bad-id");
    }

    @Test
    void pathAndQueryAreDecodedStrictly() {
        client().put("/", "{}");

        Map<String, String> answers = Map.of(
                "/v1/todos/records/../records", "bad-path",
                "/v1/todos/records/%C3%28", "bad-encoding",
                "/v1/todos/record?id=%ED%A0%80", "bad-encoding",
                "/v1/todos/record?id=1&id=2", "bad-query",
                "/v1/todos/records?page=2", "unknown-parameter",
                "/v1/to.dos/records", "bad-collection",
                "/v1/todos/records/a/b", "no-resource",
                "/v1/todos", "no-resource",
                "/v2/todos/records", "no-resource",
                "/v1/todos/nothing", "no-resource");

        answers.forEach((path, code) ->
                assertThat(client().sendTo("GET", path, null).code()).as(path).isEqualTo(code));
        assertThat(client().get("records/a+b").status()).isEqualTo(404);
    }

    /** The JDK's server refuses these itself, in its own words; behind another front nobody would. */
    @Test
    void aBrokenEscapeIsNotGuessedAt() {
        for (String broken : List.of("%", "%4", "%zz", "a%4")) {
            assertThatThrownBy(() -> Percent.decode(broken, false)).isInstanceOf(Rejection.class);
        }
    }

    @Test
    void plusIsASpaceInAQueryOnly() {
        client().put("a b", "{}");
        client().sendTo("PUT", "/v1/todos/records/a+b", bytes("{\"fields\":{}}"));

        assertThat(client().get("record?id=a+b").at("id")).isEqualTo("a b");
        assertThat(client().get("records/a+b").at("id")).isEqualTo("a+b");
    }

    @Test
    void aBodyMustBeGoodJson() {
        List<String> bad = List.of(
                "",
                "{",
                "{\"fields\":{}} x",
                "<html>",
                "{\"fields\":{\"a\":NaN}}",
                "{\"fields\":{\"a\":1,\"a\":2}}",
                "{\"fields\":{\"a\":\"\\ud800\"}}",
                "{\"fields\":{\"\\udc00\":1}}",
                "{\"fields\":{\"a\":01}}",
                "{\"fields\":" + "[".repeat(10_000),
                "{\"fields\":{\"a\":" + "9".repeat(5_000) + "}}");
        for (String body : bad) {
            Answer answer = client().send("PUT", Client.record("1"), body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.code()).as(body).isEqualTo("bad-json");
        }
        Answer invalid = client().sendTo("PUT", "/v1/todos/record?id=1", new byte[] {'{', '"', (byte) 0xC3, '"', '}'});
        assertThat(invalid.code()).isEqualTo("bad-json");
        assertThat(client().read("1").status()).isEqualTo(404);
    }

    @Test
    void aBodyMustHaveItsShape() {
        Map<String, String> bad = Map.of(
                "[]", "bad-shape",
                "{}", "bad-shape",
                "{\"fields\":[]}", "bad-shape",
                "{\"fields\":null}", "bad-shape",
                "{\"fields\":{},\"version\":\"1\"}", "unknown-member",
                "{\"fields\":{},\"id\":\"2\"}", "bad-shape",
                "{\"fields\":{},\"id\":true}", "bad-shape");

        bad.forEach((body, code) -> assertThat(
                        client().send("PUT", Client.record("1"), body).code())
                .as(body)
                .isEqualTo(code));
    }

    @Test
    void nestingOfAHundredIsTaken() {
        String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";

        client().put("1", deep);

        assertThat(client().read("1").at("fields")).isEqualTo(deep);
    }

    @Test
    void aBodyMustSayWhatItIs() {
        Answer put = client().send("PUT", Client.record("1"), "{}", "Content-Type", "text/plain");
        Answer patch = client().send("PATCH", Client.record("1"), "[]", "Content-Type", "application/json-patch+json");
        Answer charset = client().send(
                        "PUT",
                        Client.record("1"),
                        "{\"fields\":{}}",
                        "Content-Type",
                        "Application/JSON; charset=utf-8");

        assertThat(put.status()).isEqualTo(415);
        assertThat(put.code()).isEqualTo("bad-type");
        assertThat(patch.header("Accept-Patch")).contains("application/merge-patch+json");
        assertThat(charset.status()).isEqualTo(201);
    }

    @Test
    void whatIsTooLargeIsToldSo() {
        Answer body = client().put("1", "{\"a\":\"" + "x".repeat(20_000_000) + "\"}");
        Answer record = client().put("1", "{\"a\":\"" + "x".repeat(160_000) + "\"}");
        client().put("1", "{\"a\":\"" + "x".repeat(100_000) + "\"}");
        Answer grown = client().patch("1", "{\"b\":\"" + "x".repeat(100_000) + "\"}");

        assertThat(body.status()).isEqualTo(413);
        assertThat(body.code()).isEqualTo("body-too-large");
        assertThat(record.code()).isEqualTo("record-too-large");
        assertThat(grown.code()).isEqualTo("record-too-large");
        assertThat(client().read("1").json()).extracting("fields").asString().doesNotContain("b=");
    }

    /** The answer to a large body must not be lost: a client that cannot finish writing sees a broken pipe instead of it. */
    @Test
    void aRefusalIsReadableAfterALargeBody() {
        try (RestServer closed = RestServer.builder().user("ann", "secret").start()) {
            Client client = Client.of(closed);
            String large = "{\"a\":\"" + "x".repeat(20_000_000) + "\"}";

            for (int i = 0; i < 5; i++) {
                assertThat(client.put("1", large).status()).isEqualTo(401);
            }
        }
    }

    @Test
    void oddMethodsAreToldSo() {
        Answer known = client().send("POST", Client.record("1"), "{}");
        Answer unknown = client().send("BREW", "records", null);

        assertThat(known.status()).isEqualTo(405);
        assertThat(known.header("Allow")).isEqualTo("DELETE, GET, PATCH, PUT");
        assertThat(unknown.status()).isEqualTo(501);
        assertThat(unknown.code()).isEqualTo("unknown-method");
        assertThat(client().send("DELETE", "events", null).status()).isEqualTo(405);
    }

    @Test
    void aSlowRequestIsHungUpOn() throws IOException {
        Limits hasty = Limits.standard().request(Duration.ofMillis(200));
        try (RestServer impatient = RestServer.builder().limits(hasty).start();
                Socket socket =
                        new Socket(impatient.uri().getHost(), impatient.uri().getPort())) {
            socket.getOutputStream()
                    .write(bytes("PUT /v1/todos/record?id=1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100\r\n\r\n{"));
            socket.setSoTimeout(20_000);

            assertThat(hungUp(socket)).isTrue();
        }
    }

    /** Bytes that the server had not read when it hung up make a reset of what is otherwise an end. */
    private static boolean hungUp(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without null checks may give
    void missingOptionsAreRefused() {
        RestServer.Builder builder = RestServer.builder();
        List<ThrowingCallable> calls = List.of(
                () -> builder.file(null),
                () -> builder.address(null),
                () -> builder.user(null, "token"),
                () -> builder.user("ann", null),
                () -> builder.ids(null),
                () -> builder.limits(null),
                () -> builder.clock(null));

        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must not be null");
        }
    }

    @Test
    void aFailureInsideNamesOnlyAnIncident() {
        server().close();
        try (RestServer broken = RestServer.builder().start()) {
            broken.closeStore();

            Answer answer = Client.of(broken).as("my-secret").get("records");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("storage");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.text()).contains("incident").doesNotContain("secret", "Exception", "select", "java");
        }
    }

    @Test
    void theServerTellsItsLimits() {
        Answer info = client().sendTo("GET", "/v1", null);

        assertThat(info.at("protocol")).isEqualTo("mooring-rest-1");
        assertThat(info.at("largestBody")).isEqualTo("200000");
        assertThat(info.at("largestBatch")).isEqualTo("500");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
