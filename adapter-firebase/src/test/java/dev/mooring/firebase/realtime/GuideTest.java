package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import dev.mooring.sync.backend.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code of {@code docs/adapters/firebase-realtime.md}, compiled. */
class GuideTest {

    private static final Path PAGE = Path.of("..", "docs", "adapters", "firebase-realtime.md");
    private static final Path HERE =
            Path.of("src", "test", "java", "dev", "mooring", "firebase", "realtime", "GuideTest.java");

    /** Where an application has its user. */
    interface Session {

        String idToken();

        String userId();
    }

    private static final Session ANN = new Session() {
        @Override
        public String idToken() {
            return "token";
        }

        @Override
        public String userId() {
            return "ann";
        }
    };

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

        assertThat(blocks("java"))
                .hasSize(3)
                .allSatisfy(block -> assertThat(source).contains(squeezed(block)));
    }

    @Test
    void collectionOfThePagePromisesWhatThePageSays() {
        try (SyncAdapter todos = todos(ANN);
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
    void configurationOfThePageIsTheCodeOfThePage() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(blocks("properties").get(0)));
        Map<String, String> configuration = new HashMap<>();
        properties.forEach((key, value) -> configuration.put((String) key, (String) value));

        try (Backend backend = Backends.open(configuration, name -> "secret", List.of(new RealtimeProvider()));
                SyncAdapter configured = backend.collection("todos");
                SyncAdapter coded = todos(ANN)) {
            assertThat(configured.guarantees()).isEqualTo(coded.guarantees());
        }
    }

    @Test
    void tablesOfThePageAreThoseOfTheCode() throws IOException {
        assertThat(Files.readString(PAGE))
                .contains(RealtimeErrors.TABLE.markdown())
                .contains(settings(RealtimeSettings.OF_BACKEND))
                .contains(settings(RealtimeSettings.OF_COLLECTION));
    }

    private static String settings(List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "| `" + setting.name() + "` | "
                        + setting.description()
                        + (setting.isSecret() ? "; as env:NAME or file:PATH" : "")
                        + setting.fallback()
                                .filter(value -> !value.equals(""))
                                .map(value -> "; default " + value)
                                .orElse("")
                        + " |\n")
                .collect(Collectors.joining());
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
