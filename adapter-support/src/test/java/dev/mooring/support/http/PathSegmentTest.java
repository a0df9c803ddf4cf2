package dev.mooring.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Ids;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class PathSegmentTest {

    private static final List<String> HOSTILE = List.of(
            "a/b",
            "%2F",
            "%2f..",
            "...",
            "a/../b",
            "../x",
            "a,b",
            "\"q\"",
            "a b",
            " ",
            "a+b",
            "a&b=c",
            "a?b",
            "a#b",
            "a;b",
            "a:b@c",
            "(x)",
            "*",
            "\\",
            "é",
            "😀",
            "007",
            "-1",
            "%",
            "%%",
            "%2e%2e",
            "%2E",
            "\n",
            "\u0000",
            "~",
            "null",
            "undefined",
            "a|b",
            "{x}",
            "x".repeat(1_000));

    @Test
    void whatIsSentIsOneSegmentAndArrivesAsItIs() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                HttpCalls http = HttpCalls.standard()) {
            for (String id : HOSTILE) {
                Address address =
                        server.address().path("/rest/items").segment(id).query("q" + id, id);

                http.send(HttpCall.get(address).build());

                String target =
                        server.requests().get(server.requests().size() - 1).split(" ", -1)[1];
                String path = target.substring(0, target.indexOf('?'));
                String query = target.substring(target.indexOf('?') + 1);
                assertThat(path.split("/", -1)).as(target).hasSize(4).startsWith("", "rest", "items");
                assertThat(PathSegment.decode(path.split("/", -1)[3])).isEqualTo(id);
                assertThat(query.split("[=&]")).hasSize(2);
                assertThat(PathSegment.decode(query.split("=", -1)[0])).isEqualTo("q" + id);
                assertThat(PathSegment.decode(query.split("=", -1)[1])).isEqualTo(id);
            }
        }
    }

    /** Why they are refused: a client cannot even ask for them. */
    @Test
    void dotsCannotBeASegment() {
        HttpUrl base = HttpUrl.get("http://localhost/items/");
        for (String dots : List.of(".", "..", "%2e", "%2E%2e")) {
            assertThat(base.newBuilder().addEncodedPathSegment(dots).build().encodedPath())
                    .isNotEqualTo("/items/" + dots);
        }
        for (String text : List.of("", ".", "..")) {
            assertThat(PathSegment.canCarry(text)).isFalse();
            assertThat(Ids.clientMade(PathSegment.RULE, 10).accepts(text)).isFalse();
            assertThatThrownBy(() -> PathSegment.encode(text)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(HOSTILE)
                .allMatch(id -> Ids.clientMade(PathSegment.RULE, 5_000).accepts(id));
        assertThat(Ids.clientMade(PathSegment.RULE, 10).accepts("..\n")).isTrue();
    }

    @Test
    void noTwoTextsAreOneSegment() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            StringBuilder text = new StringBuilder("x");
            random.ints(random.nextInt(6), 0, 0xD800).forEach(text::appendCodePoint);

            String encoded = PathSegment.encode(text.toString());

            assertThat(PathSegment.decode(encoded)).as("seed %s", seed).isEqualTo(text.toString());
        }
        assertThatThrownBy(() -> PathSegment.encode("\udc00")).isInstanceOf(IllegalArgumentException.class);
    }
}
