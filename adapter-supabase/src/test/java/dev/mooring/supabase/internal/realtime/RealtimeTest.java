package dev.mooring.supabase.internal.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.RealtimeSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.support.http.Address;
import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.LiveChanges.State;
import dev.mooring.sync.SyncException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A project with the tables todos and notes, its Realtime server, and a client that runs in the test's thread. */
abstract class RealtimeTest {

    static final Topic TODOS = new Topic("public", "todos", "id");
    static final Topic NOTES = new Topic("public", "notes", "id");

    final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    final PostgrestSimulator project = PostgrestSimulator.start(clock());
    final RealtimeSimulator server = project.realtime();
    final ManualLoop loop = new ManualLoop();
    final FakeAccess access = new FakeAccess(PostgrestSimulator.API_KEY, project.signIn("ann"));
    final Heard heard = new Heard();
    private final OkHttpClient client = new OkHttpClient();
    final Realtime realtime = new Realtime(
            client,
            Address.of(server.uri().toString().replaceFirst("^ws", "http")),
            access,
            loop,
            Runnable::run,
            () -> 0.5);

    @BeforeEach
    void tables() {
        for (String name : List.of("todos", "notes")) {
            project.table(TableSpec.of("public", name)
                    .key("id", Type.TEXT)
                    .column("title", Type.TEXT)
                    .signedInOnly()
                    .ownedBy("owner"));
        }
    }

    @AfterEach
    void stop() {
        realtime.close();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        project.close();
    }

    Listening listen(Topic topic) {
        return realtime.listen(topic, heard);
    }

    /** Listens, and waits until it is live. */
    Listening live() throws InterruptedException {
        Listening listening = listen(TODOS);
        expect("CONNECTING", "LIVE", "gap");
        return listening;
    }

    /** Waits until exactly this was told since the last time. */
    void expect(String... words) throws InterruptedException {
        loop.until(List.of(words) + " but only " + heard.words, () -> heard.words.size() >= words.length);
        assertThat(heard.words).containsExactly(words);
        heard.words.clear();
    }

    /** Waits until the server has heard an event so often. */
    void heardByServer(String event, int times) throws InterruptedException {
        loop.until(times + " times " + event, () -> count(event) >= times);
    }

    /** One heartbeat and its answer, after which a change is heard. */
    void beat(int n) throws InterruptedException {
        loop.pass(Duration.ofSeconds(25));
        heardByServer("heartbeat", n);
        put("after beat " + n, "ann");
        expect("hint [after beat " + n + "]");
    }

    long count(String event) {
        return server.heard().stream()
                .filter(frame -> frame.startsWith(event + " "))
                .count();
    }

    void put(String id, String owner) {
        project.put("public", "todos", Map.of("id", id, "owner", owner));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }

    /** What a listener was told, as text. Used by the test's thread. */
    static final class Heard implements Listener {

        final List<String> words = new ArrayList<>();

        @Override
        public void hint(Set<String> ids) {
            words.add("hint " + ids);
        }

        @Override
        public void gap() {
            words.add("gap");
        }

        @Override
        public void state(State state) {
            words.add(state.toString());
        }
    }

    /** Keys and tokens that a test sets. Used by the test's thread. */
    static final class FakeAccess implements Access {

        String key;
        String otherKey;
        String token;
        String otherToken;

        @Nullable SyncException failure;

        FakeAccess(String key, String token) {
            this.key = key;
            this.otherKey = key;
            this.token = token;
            this.otherToken = token;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String keyOtherThan(String refused) {
            key = otherKey;
            return key;
        }

        @Override
        public String token() {
            if (failure != null) {
                throw failure;
            }
            return token;
        }

        @Override
        public String tokenOtherThan(String refused) {
            token = otherToken;
            return token();
        }
    }
}
