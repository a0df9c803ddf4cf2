package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mooring.fetch.FakeApi.Reply;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a server answers ends in bounded time and memory with a typed failure, and never counts as success. */
class HostileAnswerTest {

    private static final Resource RESOURCE = Resource.builder()
            .list("/{collection}?cursor={cursor}&limit={limit}")
            .rows("/rows")
            .paging(Paging.CURSOR)
            .versionField("version")
            .precondition(Precondition.ETAG)
            .build();

    /** What is answered with 200. */
    @SuppressWarnings("ImmutableEnumChecker") // the bodies are lambdas without state
    enum Content {
        EMPTY(out -> {}),
        HTML(out -> out.write(bytes("<html><body>Please sign in</body></html>"))),
        INVALID_UTF8(out -> out.write(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'})),
        TEXT(out -> out.write(bytes("\"rows\""))),
        NUMBER_AS_ROWS(out -> out.write(bytes("{\"rows\": 7}"))),
        TEXT_AS_ROW(out -> out.write(bytes("{\"rows\": [\"x\"]}"))),
        ROW_WITHOUT_ID(out -> out.write(bytes("{\"rows\": [{\"title\": 1}]}"))),
        ODD_ID(out -> out.write(bytes("{\"rows\": [{\"id\": true}]}"))),
        CUT(out -> out.write(bytes("{\"rows\": [{\"id\": \"1\"}"))),
        TWO_DOCUMENTS(out -> out.write(bytes("{\"rows\": []} {\"rows\": []}"))),
        DEEP(out -> out.write(bytes("{\"rows\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}"))),
        HUGE(HostileAnswerTest::fiftyMegabytes),
        DRIP(HostileAnswerTest::drip);

        private final FakeApi.Body body;

        Content(FakeApi.Body body) {
            this.body = body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void listingFails(Content content) {
        try (FakeApi api = FakeApi.answering(request -> new Reply(200, Map.of(), content.body))) {
            Throwable failure = catchThrowable(() -> todos(api, content).list(Cursor.START, 10));

            assertThat(failure).isInstanceOf(SyncException.class);
            assertThat(failure.getMessage()).hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ROW_WITHOUT_ID", "ODD_ID", "NUMBER_AS_ROWS", "TEXT_AS_ROW", "TWO_DOCUMENTS"})
    void writesStayInDoubt(Content content) {
        try (FakeApi api = FakeApi.answering(request -> new Reply(200, Map.of(), content.body))) {
            SyncAdapter todos = todos(api, content);
            Document base = Document.of("1", Map.of("title", "old")).withVersion(new Version("\"1\""));
            List<Write> writes = List.of(
                    Create.of(WriteKey.of("d", 1), "1", Map.of("title", "new")),
                    Update.of(WriteKey.of("d", 2), base, Map.of("title", "new")),
                    Delete.of(WriteKey.of("d", 3), base));

            // any JSON is an answer to a delete: some servers say the id, some "ok"
            for (Write write : content == Content.TEXT ? writes.subList(0, 2) : writes) {
                Throwable failure = catchThrowable(() -> write.sendTo(todos));

                assertThat(failure).as("%s", write).isInstanceOf(TemporaryFailure.class);
                assertThat(((TemporaryFailure) failure).maybeApplied())
                        .as("%s", write)
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void emptyListIsNoFailure() {
        try (FakeApi api = FakeApi.answering(request -> Reply.json("{\"rows\": []}"))) {
            assertThat(todos(api, Content.EMPTY).list(Cursor.START, 10).documents())
                    .isEmpty();
        }
    }

    /** Only what never ends is left early: a busy machine may take long for the rest. */
    private static SyncAdapter todos(FakeApi api, Content content) {
        Duration patience = Duration.ofSeconds(content == Content.DRIP ? 1 : 30);
        return api.backend(RESOURCE).timeout(patience).build().collection("todos");
    }

    private static void fiftyMegabytes(OutputStream out) throws IOException {
        byte[] block = new byte[1024 * 1024];
        Arrays.fill(block, (byte) 'x');
        out.write(bytes("{\"rows\": [{\"id\": \"1\", \"title\": \""));
        for (int i = 0; i < 50; i++) {
            out.write(block);
        }
        out.write(bytes("\"}]}"));
    }

    /** One byte at a time, until the client has gone. */
    private static void drip(OutputStream out) throws IOException {
        out.write(bytes("{\"rows\": ["));
        while (true) {
            out.write(' ');
            out.flush();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
