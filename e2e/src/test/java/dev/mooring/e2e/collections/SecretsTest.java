package dev.mooring.e2e.collections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.Retry;
import dev.mooring.Trouble;
import dev.mooring.contract.memory.InMemoryAdapter;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 18: no token reaches the store, even when an adapter breaks its promise and tells one. */
class SecretsTest {

    private static final Duration MOST = Duration.ofSeconds(30);
    private static final String TOKEN = "s3cr3tTokenOfAnn0123456789abcdefABCDEF";
    private static final List<String> MESSAGES = List.of(
            "POST /todos: 503 for Authorization: Bearer " + TOKEN,
            "GET https://ann:" + TOKEN + "@host/todos failed",
            "{\"access_token\": \"" + TOKEN + "\"}",
            "the server said " + TOKEN + " and closed");

    @TempDir
    Path directory;

    @Test
    void law18_noTokenReachesTheStore() throws IOException {
        Path file = directory.resolve("store.db");
        List<Trouble> told = new CopyOnWriteArrayList<>();
        for (String message : MESSAGES) {
            Talkative adapter = new Talkative(new InMemoryBackend().client(), message);
            try (Mooring mooring = Mooring.builder(SqliteStore.at(file)).open()) {
                Records<Map<String, @Nullable Object>> todos = mooring.records("todos")
                        .sync(adapter)
                        .manual()
                        .retry(Retry.forever().waits(Duration.ofMillis(1), Duration.ofMillis(2)))
                        .onError(told::add)
                        .open();
                adapter.say = Talkative.Mood.DOWN;
                todos.put("1", Map.of("title", "a"));
                todos.flush(MOST);
                adapter.say = Talkative.Mood.LOCKED;
                todos.flush(MOST);
                adapter.say = Talkative.Mood.REFUSES;
                todos.put("2", Map.of("title", "b"));
                todos.flush(MOST);
                adapter.say = Talkative.Mood.WORKS;
                todos.put("3", Map.of("title", "c"));
                assertThat(todos.flush(MOST)).isTrue();
                assertThat(todos.status().toString()).doesNotContain(TOKEN);
            }
        }

        assertThat(told).isNotEmpty().noneMatch(trouble -> trouble.toString().contains(TOKEN));
        assertThat(bytes()).isNotEmpty().doesNotContain(TOKEN).contains("[secret]");
    }

    /** Everything that the store left on disk, its log included. */
    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** An adapter that tells its token. */
    private static final class Talkative implements SyncAdapter {

        private final InMemoryAdapter inner;
        private final String message;
        private volatile Mood say = Mood.WORKS;

        Talkative(InMemoryAdapter inner, String message) {
            this.inner = inner;
            this.message = message;
        }

        private Outcome write(Outcome works) {
            fail();
            return say == Mood.REFUSES ? Outcome.refused("no", message) : works;
        }

        private void fail() {
            if (say == Mood.DOWN) {
                throw TemporaryFailure.notApplied(message, null);
            }
            if (say == Mood.LOCKED) {
                throw new Unauthenticated(message);
            }
        }

        @Override
        public Page list(Cursor from, int limit) {
            return inner.list(from, limit);
        }

        @Override
        public Outcome create(Create create) {
            fail();
            return write(inner.create(create));
        }

        @Override
        public Outcome update(Update update) {
            fail();
            return write(inner.update(update));
        }

        @Override
        public Outcome delete(Delete delete) {
            fail();
            return write(inner.delete(delete));
        }

        @Override
        public ChangePage changesSince(Cursor since, int limit) {
            fail();
            return inner.changesSince(since, limit);
        }

        @Override
        public Guarantees guarantees() {
            return inner.guarantees();
        }

        enum Mood {
            WORKS,
            DOWN,
            LOCKED,
            REFUSES
        }
    }
}
