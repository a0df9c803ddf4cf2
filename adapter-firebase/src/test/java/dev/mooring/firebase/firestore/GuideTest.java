package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.NoCredentials;
import com.google.cloud.firestore.FirestoreOptions;
import com.google.firebase.FirebaseApp;
import com.google.firebase.cloud.FirestoreClient;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/adapters/firebase.md}: its examples compile, its tables are those of the code. */
class GuideTest {

    private static final Path HERE = Path.of("src/test/java/dev/mooring/firebase/firestore/GuideTest.java");

    static SyncAdapter todos(FirebaseApp app) {
        FirestoreBackend database = FirestoreBackend.builder(
                        FirestoreClient.getFirestore(app).getOptions())
                .collection(
                        "todos",
                        FirestoreCollection.builder()
                                .writeKeys("mooring")
                                .retention(Duration.ofDays(90))
                                .build())
                .build();
        SyncAdapter todos = database.collection("todos");
        return todos;
    }

    static FirestoreBackend device(Session session) {
        FirestoreBackend device = FirestoreBackend.builder(FirestoreOptions.newBuilder()
                        .setProjectId("my-project")
                        .setCredentials(NoCredentials.getInstance())
                        .build())
                .idToken(session::idToken)
                .user(session.uid())
                .collection(
                        "todos",
                        FirestoreCollection.builder()
                                .owner("owner", session.uid())
                                .writeKeys("mooring")
                                .build())
                .build();
        return device;
    }

    /** What an application knows of its user. */
    record Session(String uid, String idToken) {}

    /** No emulator, no credentials and no network are needed to make it. */
    @Test
    void aDeviceIsMadeOfWhatItHas() {
        try (FirestoreBackend device = device(new Session("u1", "token"))) {
            assertThat(device.collection("todos").guarantees().scope())
                    .isEqualTo("firestore my-project/(default) todos(updatedAt) where owner = u1 as u1");
        }
    }

    @Test
    void javaOfThePageIsCompiledHere() throws IOException {
        String source = squeezed(Files.readString(HERE));
        String page = String.join("\n", Guide.lines());

        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(blocks).hasSize(2).allSatisfy(block -> assertThat(source).contains(squeezed(block)));
    }

    @Test
    void everySettingHasItsLine() {
        List<Setting<?>> all = new ArrayList<>(FirestoreSettings.OF_BACKEND);
        all.addAll(FirestoreSettings.OF_COLLECTION);

        assertThat(all)
                .allSatisfy(setting -> assertThat(Guide.lines())
                        .anyMatch(line -> line.startsWith("| `" + setting.name() + "` | " + setting.description())));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
