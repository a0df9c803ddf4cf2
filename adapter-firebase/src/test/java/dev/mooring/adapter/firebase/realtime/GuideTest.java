package dev.mooring.adapter.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/adapters/firebase-realtime.md}, compiled. */
class GuideTest {

    private static final Path PAGE = Path.of("..", "docs", "adapters", "firebase-realtime.md");
    private static final Path HERE =
            Path.of("src", "test", "java", "dev", "mooring", "adapter", "firebase", "realtime", "GuideTest.java");

    /** Where an application has its user. */
    interface Session {

        String idToken();

        String userId();
    }

    static SyncAdapter todos(Session session) {
        RealtimeBackend database = RealtimeBackend.builder(URI.create("https://shop-default-rtdb.firebaseio.com"))
                .idToken(session::idToken)
                .user(session.userId())
                .collection(
                        "todos",
                        RealtimeCollection.builder()
                                .path("users/" + session.userId() + "/todos")
                                .writeKeys("writes")
                                .encoded("notes")
                                .retention(Duration.ofDays(90))
                                .build())
                .build();
        SyncAdapter todos = database.collection("todos");
        return todos;
    }

    static RealtimeBackend server(GoogleCredentials serviceAccount) {
        RealtimeBackend database = RealtimeBackend.builder(URI.create("https://shop-default-rtdb.firebaseio.com"))
                .credentials(serviceAccount)
                .build();
        return database;
    }

    static RealtimeBackend emulator() {
        RealtimeBackend emulator = RealtimeBackend.builder(URI.create("http://127.0.0.1:9000?ns=shop-default-rtdb"))
                .credentials(GoogleCredentials.create(new AccessToken("owner", null)))
                .build();
        return emulator;
    }

    @Test
    void javaOfThePageIsCompiledHere() throws IOException {
        String source = squeezed(Files.readString(HERE));

        assertThat(blocks()).hasSize(3).allSatisfy(block -> assertThat(source).contains(squeezed(block)));
    }

    @Test
    void collectionOfThePagePromisesWhatThePageSays() {
        Session ann = new Session() {
            @Override
            public String idToken() {
                return "token";
            }

            @Override
            public String userId() {
                return "ann";
            }
        };
        try (SyncAdapter todos = todos(ann);
                RealtimeBackend server = server(GoogleCredentials.create(new AccessToken("t", null)));
                RealtimeBackend emulator = emulator()) {
            assertThat(todos.guarantees().replay()).isEqualTo(Replay.DEVICE_KEYS);
            assertThat(todos.guarantees().removals().retention()).contains(Duration.ofDays(90));
            assertThat(todos.guarantees().scope())
                    .isEqualTo("firebase-realtime https://shop-default-rtdb.firebaseio.com/ users/ann/todos(updatedAt)"
                            + " as ann");
            assertThat(server.collection("todos").guarantees().replay()).isEqualTo(Replay.IDS);
            assertThat(emulator.toString()).isEqualTo("RealtimeBackend[http://127.0.0.1:9000/]");
        }
    }

    @Test
    void tableOfThePageIsTheOneInUse() throws IOException {
        assertThat(Files.readString(PAGE)).contains(RealtimeErrors.TABLE.markdown());
    }

    private static List<String> blocks() throws IOException {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
