package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.fetch.FakeApi.Reply;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherHostTest {

    private final FakeApi stranger = FakeApi.answering(request -> Reply.json("[]"));

    @AfterEach
    void strangerHeardNothing() {
        assertThat(stranger.requests()).isEmpty();
        stranger.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectIsNotFollowed(int status) {
        try (FakeApi api = api(request -> Reply.of(status, "").with("Location", stranger.uri() + "/todos"))) {
            SyncAdapter todos = todos(api, Resource.builder().build());

            assertThatThrownBy(() -> todos.list(Cursor.START, 10)).isInstanceOf(Misconfigured.class);
            assertThatThrownBy(() -> todos.create(Create.of(WriteKey.of("d", 1), "1", Map.of())))
                    .isInstanceOf(Misconfigured.class);
        }
    }

    @Test
    void nextPageIsNotAskedElsewhere() {
        Resource linked = Resource.builder().paging(Paging.LINK).build();
        try (FakeApi api = api(request ->
                Reply.json("[{\"id\":\"1\"}]").with("Link", "<" + stranger.uri() + "/todos>; rel=\"next\""))) {
            assertThatThrownBy(() -> todos(api, linked).list(Cursor.START, 10)).isInstanceOf(Misconfigured.class);
        }
    }

    @Test
    void createdRecordIsNotReadElsewhere() {
        try (FakeApi api = api(request -> Reply.of(201, "").with("Location", stranger.uri() + "/todos/1"))) {
            SyncAdapter todos = todos(api, Resource.builder().build());

            assertThatThrownBy(() -> todos.create(Create.of(WriteKey.of("d", 1), "1", Map.of())))
                    .isInstanceOf(Misconfigured.class);
        }
    }

    private static FakeApi api(Function<FakeApi.Request, Reply> answers) {
        return FakeApi.answering(answers);
    }

    private static SyncAdapter todos(FakeApi api, Resource resource) {
        return api.backend(resource).token(() -> "secret-token").build().collection("todos");
    }
}
