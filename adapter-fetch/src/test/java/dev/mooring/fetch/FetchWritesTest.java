package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.fetch.FakeApi.Reply;
import dev.mooring.fetch.FakeApi.Request;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FetchWritesTest {

    private static final Resource ETAGS = Resource.builder()
            .precondition(Precondition.ETAG)
            .versionField("version")
            .build();
    private static final Document BASE =
            Document.of("1", Map.of("m", Map.of("a", 1))).withVersion(new Version("\"5\""));

    @Test
    void mapUnderTheBaseVersionNeedsNoLook() {
        List<Request> sent = requests(ETAGS, request -> Reply.json("{\"id\":\"1\",\"version\":6}"), update(BASE));

        assertThat(sent).hasToString("[PATCH /todos/1]");
        assertThat(sent.get(0).body()).isEqualTo("{\"m\":{\"b\":2,\"a\":null}}");
        assertThat(sent.get(0).header("If-Match")).contains("\"5\"");
        assertThat(sent.get(0).header("Content-Type")).contains("application/merge-patch+json");
    }

    @Test
    void mapWithoutBaseIsMadeOfWhatIsThereUnderItsVersion() {
        List<Request> sent = requests(
                ETAGS,
                request -> Reply.json("{\"id\":\"1\",\"version\":9,\"m\":{\"z\":1}}"),
                update(BASE.withFields(Map.of())),
                unconditional());

        assertThat(sent).hasToString("[PATCH /todos/1, GET /todos/1, PATCH /todos/1]");
        assertThat(sent.get(2).body()).isEqualTo("{\"m\":{\"b\":2,\"z\":null}}");
        assertThat(sent.get(2).header("If-Match")).contains("\"9\"");
    }

    @Test
    void nullInsideMapIsRefusedByName() {
        Map<String, Object> inner = new java.util.HashMap<>();
        inner.put("x", null);

        Outcome outcome =
                outcome(ETAGS, request -> Reply.json("{}"), Update.unconditional(key(), "1", Map.of("deep", inner)));

        assertThat(refusal(outcome)).contains("'deep'");
    }

    @Test
    void bookkeepingFieldIsRefusedByName() {
        Outcome outcome = outcome(ETAGS, request -> Reply.json("{}"), Create.of(key(), "1", Map.of("version", 4)));

        assertThat(refusal(outcome)).contains("'version'");
    }

    @Test
    void idThatCannotBeSegmentIsRefusedBeforeSending() {
        try (FakeApi api = FakeApi.answering(request -> Reply.json("{}"))) {
            SyncAdapter todos = api.todos(ETAGS);

            for (String id : List.of(".", "..", "x".repeat(300))) {
                assertThat(todos.delete(Delete.unconditional(key(), id))).isInstanceOf(Outcome.Refused.class);
            }
            assertThat(api.requests()).isEmpty();
        }
    }

    /** 409 for another unique column: the id is free, and stays so. */
    @Test
    void conflictWithoutRecordIsRefusedAfterOneMoreTry() {
        try (FakeApi api = FakeApi.answering(request -> request.method().equals("POST")
                ? Reply.of(409, "{\"message\":\"this address is in use\"}")
                : Reply.of(404, ""))) {
            Outcome outcome = api.todos(ETAGS).create(Create.of(key(), "1", Map.of("address", "a@b")));

            assertThat(refusal(outcome)).contains("this address is in use");
            assertThat(api.requests()).hasToString("[POST /todos, GET /todos/1, POST /todos, GET /todos/1]");
        }
    }

    @Test
    void conflictThoughTheVersionIsThereIsAnotherRule() {
        Outcome outcome = outcome(
                ETAGS,
                request -> request.method().equals("GET")
                        ? Reply.json("{\"id\":\"1\",\"version\":5}")
                        : Reply.of(409, "{\"message\":\"title taken\"}"),
                Update.of(key(), BASE, Map.of("title", "x")));

        assertThat(refusal(outcome)).contains("title taken");
    }

    @Test
    void recordThatChangesAllTheTimeIsTemporary() {
        AtomicInteger version = new AtomicInteger();
        try (FakeApi api = FakeApi.answering(request -> request.method().equals("GET")
                ? Reply.json("{\"id\":\"1\",\"version\":" + version.incrementAndGet() + "}")
                : Reply.of(412, ""))) {
            assertThatThrownBy(() -> unconditional().sendTo(api.todos(ETAGS)))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            failure -> assertThat(failure.maybeApplied()).isFalse());
        }
    }

    /** Servers that remember keys answer a resent write with the first answer, which may be old by now. */
    @Test
    void resentWriteIsAnsweredByTheRecordAsItIs() {
        Function<Request, Reply> answers = request -> request.method().equals("GET")
                ? Reply.json("{\"id\":\"1\",\"version\":8,\"title\":\"newer\"}")
                : Reply.json("{\"id\":\"1\",\"version\":6,\"title\":\"mine\"}");

        Outcome first = outcome(ETAGS, answers, Update.of(key(), BASE, Map.of("title", "mine")));
        Outcome again = outcome(
                ETAGS, answers, Update.of(key(), BASE, Map.of("title", "mine")).again());

        assertThat(title(first)).isEqualTo("mine");
        assertThat(title(again)).isEqualTo("newer");
    }

    /** What an answer says was done stays done, whatever keeps the record from being read afterwards. */
    @Test
    void writeIsAppliedAlsoWhenItsRecordCannotBeReadAfterwards() {
        Resource reading = Resource.builder()
                .precondition(Precondition.ETAG)
                .readBack(true)
                .build();
        for (int status : new int[] {400, 401, 403, 500}) {
            Outcome outcome = outcome(
                    reading,
                    request -> Reply.of(request.method().equals("GET") ? status : 204, ""),
                    Update.of(key(), BASE, Map.of("title", "mine")));

            assertThat(outcome).as("status %s", status).isEqualTo(Outcome.applied());
        }
    }

    @Test
    void documentIsWrittenAlsoWhenItCannotBeReadAfterwards() {
        Resource single = Resource.builder()
                .single(Single.ONE)
                .item("/api/{collection}")
                .precondition(Precondition.ETAG)
                .build();
        AtomicInteger reads = new AtomicInteger();
        Function<Request, Reply> answers = request -> {
            if (!request.method().equals("GET")) {
                return Reply.of(204, "");
            }
            return reads.incrementAndGet() > 1
                    ? Reply.of(403, "")
                    : Reply.json("{\"theme\":\"dark\"}").with("ETag", "\"1\"");
        };

        Outcome outcome = outcome(single, answers, Update.unconditional(key(), "value", Map.of("theme", "light")));

        assertThat(outcome).isEqualTo(Outcome.applied());
        assertThat(reads).hasValue(2);
    }

    @Test
    void versionFieldTravelsWithItsType() {
        Resource versioned = Resource.builder()
                .precondition(Precondition.FIELD)
                .versionField("rev")
                .delete("/{collection}/{id}?rev={version}")
                .build();
        Document base = Document.of("1", Map.of()).withVersion(new Version("3"));
        Document texty = Document.of("1", Map.of()).withVersion(new Version("\"v3\""));

        List<Request> sent = requests(
                versioned,
                request -> Reply.json("{\"id\":\"1\",\"rev\":4}"),
                Update.of(key(), base, Map.of("a", 1)),
                Update.of(key(), texty, Map.of("a", 1)),
                Delete.of(key(), base),
                Delete.of(key(), texty));

        assertThat(sent.get(0).body()).isEqualTo("{\"a\":1,\"rev\":3}");
        assertThat(sent.get(1).body()).isEqualTo("{\"a\":1,\"rev\":\"v3\"}");
        assertThat(sent.get(2).url()).isEqualTo("/todos/1?rev=3");
        assertThat(sent.get(3).url()).isEqualTo("/todos/1?rev=v3");
    }

    @Test
    void versionIsReadWithItsType() {
        Resource versioned = Resource.builder()
                .precondition(Precondition.FIELD)
                .versionField("rev")
                .build();

        for (String rev : List.of("3", "\"v3\"", "\"3\"")) {
            Outcome outcome = outcome(
                    versioned,
                    request -> Reply.json("{\"id\":\"1\",\"rev\":" + rev + "}"),
                    Create.of(key(), "1", Map.of()));

            assertThat(((Outcome.Applied) outcome).now().flatMap(Change::version))
                    .contains(new Version(rev));
        }
    }

    @Test
    void deletionOfWhatIsGoneIsApplied() {
        for (int status : new int[] {404, 410}) {
            assertThat(outcome(ETAGS, request -> Reply.of(status, ""), Delete.unconditional(key(), "1")))
                    .isEqualTo(Outcome.applied(Change.deleted("1")));
        }
    }

    private static Update update(Document base) {
        return Update.of(key(), base, Map.of("m", Map.of("b", 2)));
    }

    private static Update unconditional() {
        return Update.unconditional(key(), "1", Map.of("m", Map.of("b", 2)));
    }

    private static WriteKey key() {
        return WriteKey.of("device", 1);
    }

    private static Outcome outcome(Resource resource, Function<Request, Reply> answers, Write write) {
        try (FakeApi api = FakeApi.answering(answers)) {
            return write.sendTo(api.todos(resource));
        }
    }

    private static List<Request> requests(Resource resource, Function<Request, Reply> answers, Write... writes) {
        try (FakeApi api = FakeApi.answering(answers)) {
            SyncAdapter todos = api.todos(resource);
            for (Write write : writes) {
                write.sendTo(todos);
            }
            return List.copyOf(api.requests());
        }
    }

    private static String refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem().message();
    }

    private static @Nullable Object title(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        return ((Outcome.Applied) outcome)
                .now()
                .orElseThrow()
                .present()
                .orElseThrow()
                .fields()
                .get("title");
    }
}
