package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.fetch.FakeApi.Reply;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not do what their description says, without breaking any rule of HTTP. */
class StubbornServerTest {

    private static final String ROWS = "[{\"id\": \"1\"}, {\"id\": \"2\"}, {\"id\": \"3\"}]";
    private static final int MANY = 100;

    @ParameterizedTest
    @ValueSource(strings = {"page", "offset"})
    void walkOverAServerThatIgnoresThePositionEnds(String parameter) {
        Resource resource = Resource.builder()
                .list("/{collection}?" + parameter + "={" + parameter + "}&n={limit}")
                .paging(parameter.equals("page") ? Paging.PAGE : Paging.OFFSET)
                .build();
        try (FakeApi api = FakeApi.answering(request -> Reply.json(ROWS))) {
            SyncAdapter todos = api.todos(resource);

            assertThatThrownBy(() -> walk(todos))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("the same page again and again");
        }
    }

    /** The feed may skip nothing, so it begins again and again, but not for ever. */
    @Test
    void feedOverAServerThatIgnoresThePositionEnds() {
        Resource resource = Resource.builder()
                .list("/{collection}?offset={offset}&n={limit}")
                .changes("/{collection}?since={since}&offset={offset}&n={limit}")
                .updatedField("at")
                .paging(Paging.OFFSET)
                .delta(Delta.SINCE)
                .overlap(Duration.ofSeconds(1))
                .build();
        String row = "{\"id\": \"1\", \"at\": \"2026-01-01T00:00:00Z\"}";
        try (FakeApi api = FakeApi.answering(request -> Reply.json(
                request.url().contains("since")
                        ? "[" + row + "," + row.replace("\"1\"", "\"2\"") + "]"
                        : firstOnly(request, row)))) {
            SyncAdapter todos = api.todos(resource);
            Cursor[] since = {Cursor.START};

            assertThatThrownBy(() -> {
                        for (int i = 0; i < MANY; i++) {
                            since[0] = todos.changesSince(since[0], 2).next();
                        }
                    })
                    .isInstanceOf(TemporaryFailure.class)
                    .hasMessageContaining("the list changed between two pages");
        }
    }

    @Test
    void statusOfABatchThatIsNoneIsUnreadable() {
        Resource resource = Resource.builder(Preset.MOORING_REST).build();
        for (long status : new long[] {4_294_967_496L, -56, 0, 99, 600}) {
            try (FakeApi api =
                    FakeApi.answering(request -> Reply.json("{\"outcomes\": [{\"status\": " + status + "}]}"))) {
                BatchWrites batch =
                        api.todos(resource).capability(BatchWrites.class).orElseThrow();

                assertThatThrownBy(() -> batch.write(List.of(Delete.unconditional(WriteKey.of("d", 1), "1"))))
                        .as("status %s", status)
                        .isInstanceOfSatisfying(
                                TemporaryFailure.class,
                                e -> assertThat(e.maybeApplied()).isTrue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void collectionIsNoDirection(String name) {
        try (FakeApi api = FakeApi.answering(request -> Reply.json("[]"));
                FetchBackend backend = api.backend(Resource.builder().build()).build()) {
            assertThatThrownBy(() -> backend.collection(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    private static String firstOnly(FakeApi.Request request, String row) {
        return request.url().contains("offset=0") ? "[" + row + "]" : "[]";
    }

    private static void walk(SyncAdapter adapter) {
        Page page = adapter.list(Cursor.START, 3);
        for (int i = 0; i < MANY && page.more(); i++) {
            page = adapter.list(page.next(), 3);
        }
    }
}
