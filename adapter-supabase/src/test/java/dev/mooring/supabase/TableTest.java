package dev.mooring.supabase;

import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** One simulated project, and adapters of its table todos. */
abstract class TableTest {

    final PostgrestSimulator project = PostgrestSimulator.start();
    private final List<SupabaseBackend> backends = new ArrayList<>();
    private final AtomicLong writes = new AtomicLong();

    @AfterEach
    void stop() {
        backends.forEach(SupabaseBackend::close);
        project.close();
    }

    /** A table with every kind of bookkeeping. */
    static TableSpec todos() {
        return TableSpec.of("public", "todos")
                .key("id", Type.TEXT)
                .column("title", Type.TEXT)
                .column("rank", Type.BIGINT, false, (claims, now) -> 5L)
                .column("due", Type.TIMESTAMPTZ)
                .counted("version")
                .stamped("updated_at");
    }

    static SupabaseTable.Builder stamped() {
        return SupabaseTable.builder().version("version").updatedAt("updated_at");
    }

    SyncAdapter adapter(SupabaseTable table) {
        return adapter(table, "ann");
    }

    SyncAdapter adapter(SupabaseTable table, String user) {
        String token = project.signIn(user);
        SupabaseBackend backend = SupabaseBackend.builder(project.uri(), () -> PostgrestSimulator.API_KEY)
                .token(() -> token)
                .table(table)
                .timeout(Duration.ofSeconds(20))
                .bare()
                .build();
        backends.add(backend);
        return backend.collection("todos");
    }

    WriteKey key() {
        return WriteKey.of("device", writes.incrementAndGet());
    }

    Document made(SyncAdapter adapter, String id, Map<String, ? extends @Nullable Object> fields) {
        return now(adapter.create(Create.of(key(), id, fields))).present().orElseThrow();
    }

    static Change now(Outcome outcome) {
        return outcome.match(
                applied -> applied.now().orElseThrow(),
                conflict -> {
                    throw new AssertionError("a conflict: " + conflict);
                },
                refused -> {
                    throw new AssertionError("refused: " + refused);
                });
    }

    static Change conflict(Outcome outcome) {
        return outcome.match(
                applied -> {
                    throw new AssertionError("applied: " + applied);
                },
                conflict -> conflict.now(),
                refused -> {
                    throw new AssertionError("refused: " + refused);
                });
    }

    static String refusal(Outcome outcome) {
        return outcome.match(
                applied -> {
                    throw new AssertionError("applied: " + applied);
                },
                conflict -> {
                    throw new AssertionError("a conflict: " + conflict);
                },
                refused -> refused.problem().code() + " " + refused.problem().message());
    }

    /** A device's walk along the feed. */
    static final class Reader {

        private final SyncAdapter adapter;
        private Cursor cursor = Cursor.START;

        Reader(SyncAdapter adapter) {
            this.adapter = adapter;
        }

        Cursor cursor() {
            return cursor;
        }

        /** Pulls until nothing comes: the first changes after a snapshot may be those of the snapshot again. */
        Reader settled() {
            List<Change> last = pull();
            while (!last.isEmpty()) {
                last = pull();
            }
            return this;
        }

        List<Change> pull() {
            List<Change> all = new ArrayList<>();
            ChangePage page;
            do {
                page = adapter.changesSince(cursor, 1000);
                all.addAll(page.changes());
                cursor = page.next();
            } while (page.more());
            return all;
        }
    }

    /** What was sent since the number of requests was so many. */
    List<String> requestsSince(int before) {
        List<String> all = project.requests();
        return all.subList(before, all.size());
    }
}
