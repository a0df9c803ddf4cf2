package dev.mooring.e2e.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapters' libraries (OkHttp, gRPC, two lines of Jackson, Google's) in one application: each reaches the network beside the others. */
class AdaptersTogetherTest {

    @TempDir
    private Path secrets;

    private final List<Backend> opened = new ArrayList<>();
    private ServerSocket nobody;
    private Thread hangingUp;

    /** Whoever calls is hung up on at once. */
    @BeforeEach
    void start() throws IOException {
        nobody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        hangingUp = new Thread(this::hangUp, "hanging-up");
        hangingUp.start();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        opened.forEach(Backend::close);
        nobody.close();
        hangingUp.join();
    }

    @Test
    void everyAdapterWorksBesideTheOthers() throws IOException {
        String http = "http://127.0.0.1:" + nobody.getLocalPort();
        String key = "file:" + Files.writeString(secrets.resolve("key"), "publishable-key");

        List<SyncAdapter> todos = List.of(
                open("fetch", Map.of("url", http)),
                open("supabase", Map.of("url", http, "api-key", key)),
                open("firebase-realtime", Map.of("url", http)),
                open("firestore", Map.of("project", "demo", "emulator", "127.0.0.1:" + nobody.getLocalPort())));

        assertThat(todos)
                .allSatisfy(adapter -> assertThat(
                                catchThrowableOfType(TemporaryFailure.class, () -> adapter.list(Cursor.START, 10)))
                        .as("%s", adapter)
                        .isNotNull());
    }

    private SyncAdapter open(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("backend", name);
        all.put("attempts", "1");
        Backend backend = Backends.open(all);
        opened.add(backend);
        return backend.collection("todos");
    }

    private void hangUp() {
        while (!nobody.isClosed()) {
            try {
                nobody.accept().close();
            } catch (IOException e) {
                assertThat(nobody.isClosed()).as("%s", e).isTrue();
            }
        }
    }
}
