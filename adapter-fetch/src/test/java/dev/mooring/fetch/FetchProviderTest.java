package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mooring.fetch.FakeApi.Reply;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FetchProviderTest {

    @Test
    void configurationOpensTheSameAsCode() {
        try (FakeApi api = FakeApi.answering(request -> Reply.json("{\"data\": [{\"uid\": 7, \"title\": \"Milk\"}]}"));
                Backend backend = open(Map.of(
                        "url", api.uri() + "/v2",
                        "token", "env:API_TOKEN",
                        "header.X-Client", "mooring",
                        "collections.todos.list", "/lists/{collection}?limit={limit}&offset={offset}",
                        "collections.todos.rows", "/data",
                        "collections.todos.id-field", "uid",
                        "collections.todos.paging", "offset"))) {
            SyncAdapter todos = backend.collection("todos");

            assertThat(todos.list(Cursor.START, 5).documents())
                    .extracting(
                            document -> document.id() + " " + document.fields().get("title"))
                    .containsExactly("7 Milk");
            assertThat(api.requests().get(0)).hasToString("GET /v2/lists/todos?limit=5&offset=0");
            assertThat(api.requests().get(0).header("Authorization")).contains("Bearer secret");
            assertThat(api.requests().get(0).header("X-Client")).contains("mooring");
        }
    }

    @Test
    void presetGivesWhatTheReferenceBackendPromises() {
        try (Backend backend = open(Map.of("url", "http://127.0.0.1:1", "preset", "mooring-rest"))) {
            Guarantees guarantees = backend.collection("todos").guarantees();

            assertThat(guarantees.feed()).isEqualTo(Feed.complete());
            assertThat(guarantees.replay()).isEqualTo(Replay.KEYS);
            assertThat(guarantees.conditionalUpdates()).isTrue();
        }
    }

    @Test
    void statusCanBeGivenAnotherMeaning() {
        try (FakeApi api = FakeApi.answering(request ->
                        request.method().equals("POST") ? Reply.of(422, "") : Reply.json("{\"id\": \"1\"}"));
                Backend backend = open(Map.of("url", api.uri().toString(), "status.422.create", "conflict"))) {
            Outcome outcome = backend.collection("todos").create(Create.of(WriteKey.of("d", 1), "1", Map.of("a", 1)));

            assertThat(outcome).isInstanceOf(Outcome.Conflict.class);
        }
    }

    @Test
    void otherMeaningHoldsForItsCallsAlone() {
        try (FakeApi api = FakeApi.answering(request -> Reply.of(422, ""));
                Backend backend = open(Map.of("url", api.uri().toString(), "status.422.create", "conflict"))) {
            Outcome outcome = backend.collection("todos").delete(Delete.unconditional(WriteKey.of("d", 1), "1"));

            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void breakerCanBeSwitchedOff() {
        try (FakeApi api = FakeApi.answering(request -> Reply.of(503, ""))) {
            Map<String, String> standard = Map.of("url", api.uri().toString(), "attempts", "1");
            Map<String, String> without = new HashMap<>(standard);
            without.put("breaker", "false");

            assertThat(failures(standard)).last().asString().contains("breaker is open");
            assertThat(failures(without)).hasSize(30).noneMatch(failure -> failure.contains("breaker"));
        }
    }

    private static List<String> failures(Map<String, String> configuration) {
        try (Backend backend = open(configuration)) {
            SyncAdapter todos = backend.collection("todos");
            return Stream.generate(() -> String.valueOf(
                            catchThrowable(() -> todos.list(Cursor.START, 5)).getMessage()))
                    .limit(30)
                    .toList();
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> open(Map.of("url", "http://x", "collections.todos.pagging", "none")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("did you mean 'collections.todos.paging'?");
        assertThatThrownBy(() -> open(Map.of("url", "http://x", "token", "written-out")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("env:")
                .hasMessageNotContaining("written-out");
        assertThatThrownBy(() -> open(Map.of("url", "http://x", "status.409", "conflikt")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("conflict, absent");
        try (Backend backend = open(Map.of("url", "http://x", "collections.todos.paging", "page"))) {
            assertThatThrownBy(() -> backend.collection("todos"))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("todos")
                    .hasMessageContaining("{page}");
        }
    }

    private static Backend open(Map<String, String> configuration) {
        Map<String, String> all = new HashMap<>(configuration);
        all.put("backend", "fetch");
        return Backends.open(all, name -> "API_TOKEN".equals(name) ? "secret" : null, List.of(new FetchProvider()));
    }
}
