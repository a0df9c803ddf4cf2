package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.TableTest.Reader;
import dev.mooring.supabase.sim.PostgresServer;
import dev.mooring.sync.Change;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.SyncAdapter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * "A begins and is stamped, B is stamped and commits, a reader takes B's stamp for its cursor, A commits": WINDOWED on a real PostgreSQL, on the
 * table of the page. What a COMPLETE feed makes of it is in {@link KitFeedTest}.
 */
class WindowedFeedTest extends HostedTest {

    private static final int ROUNDS = 20;

    private final Connection late;
    private final Connection quick;

    WindowedFeedTest() throws SQLException {
        late = database.connect("project");
        quick = database.connect("project");
        late.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        late.close();
        quick.close();
    }

    @BeforeEach
    void makeTable() {
        database.run("drop table if exists public.todos; create table public.todos (id uuid primary key, "
                + "owner uuid default auth.uid(), title text, done boolean);" + scripts("todos"));
    }

    @Test
    void lateCommitWithinTheOverlapIsFoundByTheFeedTwentyTimesInARow() throws SQLException {
        SyncAdapter todos = adapter("todos", stamped(Duration.ofSeconds(15)), ANN);
        Reader reader = new Reader(todos).settled();
        for (int round = 0; round < ROUNDS; round++) {
            List<Change> early = raced(reader, round);

            assertThat(early).extracting(Change::id).containsExactly(id("quick", round));
            assertThat(reader.pull()).extracting(Change::id).containsExactly(id("slow", round));
        }
    }

    @Test
    void lateCommitBeyondTheOverlapIsFoundByTheSweepTwentyTimesInARow() throws SQLException {
        SyncAdapter todos = adapter("todos", stamped(Duration.ofMillis(1)), ANN);
        Reader reader = new Reader(todos).settled();
        for (int round = 0; round < ROUNDS; round++) {
            String slow = id("slow", round);
            raced(reader, round);
            assertThat(reader.pull()).extracting(Change::id).doesNotContain(slow);

            assertThat(todos.capability(KeyScan.class)
                            .orElseThrow()
                            .keys(Cursor.START, 1000)
                            .keys())
                    .extracting(KeyScan.Key::id)
                    .contains(slow);
            assertThat(todos.capability(Lookup.class).orElseThrow().find(List.of(slow)))
                    .extracting(Document::id)
                    .containsExactly(slow);
            assertThat(todos.list(Cursor.START, 1000).documents())
                    .extracting(Document::id)
                    .contains(slow);
        }
    }

    /** PostgreSQL has no year 0, where the overlap before the first moment of all would begin. */
    @Test
    void firstYearIsAStampToo() {
        database.run("alter table todos disable trigger user; insert into todos (id, owner, updated_at) values ('"
                + id("old", 0) + "', '" + ANN + "', '0001-01-01T00:00:00Z'); alter table todos enable trigger user");
        SyncAdapter todos = adapter("todos", stamped(Duration.ofSeconds(15)), ANN);
        Reader reader = new Reader(todos).settled();

        database.run(insert(id("new", 0)));

        assertThat(reader.pull()).extracting(Change::id).containsExactly(id("new", 0));
    }

    /** One row is stamped, a later one is committed and read, then the first is committed: what was read before. */
    private List<Change> raced(Reader reader, int round) throws SQLException {
        PostgresServer.run(late, insert(id("slow", round)));
        // a moment that is longer than the short overlap
        PostgresServer.run(quick, "select pg_sleep(0.005);" + insert(id("quick", round)));
        List<Change> early = reader.pull();
        late.commit();
        return early;
    }

    private static String insert(String id) {
        return "insert into todos (id, owner) values ('" + id + "', '" + ANN + "')";
    }

    private static String id(String name, int round) {
        return UUID.nameUUIDFromBytes((name + round).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static SupabaseTable stamped(Duration overlap) {
        return SupabaseTable.builder()
                .id("id", IdType.UUID)
                .updatedAt("updated_at")
                .overlap(overlap)
                .build();
    }
}
