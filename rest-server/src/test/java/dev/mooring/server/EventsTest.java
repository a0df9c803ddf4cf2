package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Events.News;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events. */
@Timeout(60)
class EventsTest extends ServerTest {
    @Override
    RestServer.Builder configure(RestServer.Builder builder) {
        return builder.user("ann", "a")
                .user("ben", "b")
                .ownerScope(true)
                .limits(Limits.standard().streams(1));
    }

    @Test
    void aChangeIsHinted() throws Exception {
        try (InputStream body = open("a").body()) {
            BufferedReader lines = reader(body);
            String opening = event(lines);

            client().as("b").put("hidden", "{}");
            client().as("a").put("1", "{}");
            String made = event(lines);
            client().as("a").delete("never");
            client().as("a").delete("1");
            String deleted = event(lines);

            assertThat(opening).contains("event: ready");
            assertThat(made).isEqualTo("event: change|data: {\"ids\":[\"1\"]}");
            assertThat(deleted).isEqualTo(made);
        }
    }

    @Test
    void whatIsGivenAwayIsHintedToBoth() throws Exception {
        client().as("b").put("1", "{}");
        try (InputStream body = open("a").body()) {
            BufferedReader lines = reader(body);
            event(lines);

            client().as("b").send("PATCH", Client.record("1"), "{\"owner\":\"ann\"}");
            assertThat(event(lines)).contains("[\"1\"]");
            client().as("a").send("PATCH", Client.record("1"), "{\"owner\":\"ben\"}");
            assertThat(event(lines)).contains("[\"1\"]");
        }
    }

    @Test
    void oneStreamTooManyIsToldToComeBack() throws Exception {
        try (InputStream first = open("a").body()) {
            event(reader(first));

            Client.Answer refused = client().as("a").get("events");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("too-many-streams");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void theStreamEndsWithTheServer() throws Exception {
        try (InputStream body = open("a").body()) {
            BufferedReader lines = reader(body);
            event(lines);

            server().close();

            assertThat(rest(lines)).isEmpty();
        }
    }

    @Test
    void aSlowReaderGetsAGapAndNotMoreMemory() throws Exception {
        Events events = new Events(1);
        Events.Stream stream = events.open("todos", "");
        Set<String> many = IntStream.range(0, 1001).mapToObj(Integer::toString).collect(Collectors.toSet());

        events.publish("todos", "", many);
        events.publish("other", "", Set.of("1"));
        News gap = stream.await(0);
        events.publish("todos", "", Set.of("2"));
        News next = stream.await(0);
        stream.close();

        assertThat(gap).isEqualTo(new News(Set.of(), true, false));
        assertThat(next).isEqualTo(new News(Set.of("2"), false, false));
        assertThat(events.size()).isZero();
    }

    @Test
    void aStreamSaysWhatItHasToSay() {
        EventStream stream = new EventStream(new Events(1).open("todos", ""), id -> id, 1);

        assertThat(stream.text(new News(Set.of("1"), false, false)))
                .isEqualTo("event: change\ndata: {\"ids\":[\"1\"]}\n\n");
        assertThat(stream.text(new News(Set.of(), true, false))).isEqualTo("event: gap\ndata: {}\n\n");
        assertThat(stream.text(new News(Set.of(), false, false))).isEqualTo(": alive\n\n");
    }

    private HttpResponse<InputStream> open(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server().uri() + "/v1/todos/events"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(InputStream body) {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /** The lines of one event, joined. */
    private static String event(BufferedReader lines) throws IOException {
        StringBuilder event = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            event.append(event.isEmpty() ? "" : "|").append(line);
        }
        return event.toString();
    }

    private static String rest(BufferedReader lines) {
        try {
            return event(lines);
        } catch (IOException e) {
            return ""; // a stream may be cut off instead of ended
        }
    }
}
