package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.TableTest.Reader;
import dev.mooring.supabase.sim.PostgresServer;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KitFeedTest extends KitTest {

    @Test
    void lateCommitsArriveTwentyTimesInARow() {
        SyncAdapter todos = adapter("ann");
        Reader reader = new Reader(todos);
        for (int round = 0; round < 20; round++) {
            made(todos, "slow" + round, Map.of("title", "before"));
            reader.settled();
            Connection late = begun("update todos set title = 'late' where id = 'slow" + round + "'");
            made(todos, "quick" + round, Map.of());
            List<Change> early = reader.pull();

            commit(late);

            List<Change> all = new ArrayList<>(early);
            all.addAll(reader.pull());
            assertThat(ids(all)).containsExactlyInAnyOrder("slow" + round, "quick" + round);
        }
    }

    /** "500 57014 statement timeout: smaller page, then yes". */
    @Test
    void pageThatTakesTooLongIsAskedForWithHalfAsManyRows() {
        SyncAdapter todos = adapter("ann");
        Reader reader = new Reader(todos).settled();
        made(todos, "late", Map.of());
        int before = project.requests().size();
        project.tooSlow(2);

        assertThat(ids(reader.pull())).containsExactly("late");
        assertThat(project.requests().stream().skip(before).limit(3))
                .extracting(request -> request.replaceFirst(".*p_limit=([0-9]+).*", "$1"))
                .containsExactly("1000", "500", "250");
    }

    @Test
    void transactionsThatCommitInAnyOrderAreToldOnce() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Reader reader = new Reader(adapter("ann")).settled();
        for (int round = 0; round < 5; round++) {
            int of = round;
            List<Connection> open = new ArrayList<>(IntStream.range(0, 6)
                    .mapToObj(n -> begun(insert("r" + of + "-" + n, "ann")))
                    .toList());
            Collections.shuffle(open, random);
            List<String> told = new ArrayList<>();
            for (Connection next : open) {
                commit(next);
                told.addAll(ids(reader.pull()));
            }

            assertThat(told).as("seed %d, round %d", seed, round).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @Test
    void writersAtOnceLoseNothing() throws Exception {
        Reader reader = new Reader(adapter("ann")).settled();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<String> told = new ArrayList<>();
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int number = writer;
                SyncAdapter own = adapter("ann");
                writers.add(() -> {
                    for (int n = 0; n < 25; n++) {
                        made(own, "w" + number + "-" + n, Map.of());
                    }
                    return null;
                });
            }
            List<Future<Void>> running = writers.stream().map(threads::submit).toList();
            while (!running.stream().allMatch(Future::isDone)) {
                told.addAll(ids(reader.pull()));
            }
            for (Future<Void> writer : running) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        told.addAll(ids(reader.pull()));

        assertThat(told).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void openTransactionElsewhereHoldsTheFeedAndLosesNothing() {
        database.run("create table if not exists elsewhere (n int)");
        SyncAdapter todos = adapter("ann");
        Reader reader = new Reader(todos).settled();
        Connection open = begun("insert into elsewhere values (1)");
        made(todos, "a", Map.of());

        List<Change> held = reader.pull();
        commit(open);

        assertThat(held).isEmpty();
        assertThat(ids(reader.pull())).containsExactly("a");
    }

    @Test
    void rowThatIsDeletedByOneAndMadeAgainByAnEarlierTransactionIsThere() {
        SyncAdapter todos = adapter("ann");
        made(todos, "a", Map.of());
        Reader reader = new Reader(todos).settled();
        Connection earlier = begun(insert("first", "ann"));
        database.run("delete from todos where id = 'a'");
        try {
            PostgresServer.run(earlier, insert("a", "ann"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        commit(earlier);

        List<Change> last =
                reader.pull().stream().filter(change -> change.id().equals("a")).toList();

        assertThat(last).isNotEmpty();
        assertThat(last.get(last.size() - 1).present()).isPresent();
    }

    @Test
    void deletionsAreToldAsDeletedAndMovesAsLeft() {
        database.run(insert("gone", "ann") + insert("moved", "ann") + insert("renamed", "ann"));
        Reader ann = new Reader(adapter("ann")).settled();
        Reader bob = new Reader(adapter("bob")).settled();

        database.run("delete from todos where id = 'gone'; update todos set owner = 'bob' where id = 'moved'; "
                + "update todos set id = 'new name' where id = 'renamed'");

        assertThat(ann.pull())
                .filteredOn(change -> change.present().isEmpty())
                .containsExactly(Change.deleted("gone"), Change.left("moved"), Change.deleted("renamed"));
        assertThat(ids(bob.pull())).containsExactly("moved");
        database.run("update todos set owner = 'ann' where id = 'moved'");
        assertThat(ids(ann.pull())).containsExactly("moved");
        assertThat(bob.pull()).containsExactly(Change.left("moved"));
    }

    @Test
    void nobodyIsToldOfRowsThatHeCouldNotSee() {
        Reader bob = new Reader(adapter("bob")).settled();
        made(adapter("ann"), "a", Map.of());
        database.run(insert("nobodys", "x") + "update todos set owner = null where id = 'nobodys'");

        database.run("delete from todos");

        assertThat(bob.pull()).isEmpty();
        assertThat(new Reader(adapter("")).settled().pull()).isEmpty();
        Connection direct = begun("set local role authenticated; set local request.jwt.claims = '{\"sub\":\"bob\"}';"
                + " do $$ begin if exists (select from mooring.departures d where d.relation = 'public.todos'::regclass)"
                + " then raise 'bob sees departures'; end if; end $$");
        commit(direct);
    }

    @Test
    void truncationStartsOver() {
        SyncAdapter todos = adapter("ann");
        made(todos, "a", Map.of());
        Reader reader = new Reader(todos).settled();
        Cursor before = reader.cursor();

        database.run("truncate todos");

        assertThat(todos.changesSince(before, 10).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        assertThat(reader.pull()).isEmpty();
    }

    @Test
    void positionsOfAnotherHistoryStartOver() {
        SyncAdapter todos = adapter("ann");
        Cursor now = new Reader(todos).settled().cursor();
        Cursor ahead = new Cursor(now.token().replaceFirst("\\+\\d+\\+", "+999999999+"));
        Cursor foreign = new Cursor(now.token().replaceFirst("tail=[0-9a-f]{4}", "tail=0000"));

        assertThat(ahead).isNotEqualTo(now);
        assertThat(foreign).isNotEqualTo(now);
        for (Cursor cursor : List.of(ahead, foreign)) {
            assertThat(todos.changesSince(cursor, 10).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        }
        assertThat(todos.changesSince(now, 10).kind()).isEqualTo(ChangePage.Kind.DELTA);
    }

    @Test
    void pruningForgetsWhatIsOldAndExpiresCursorsFromBefore() {
        database.run(SupabaseSql.install("todos", kept()));
        SyncAdapter todos = adapter("ann");
        Document a = made(todos, "a", Map.of());
        Reader reader = new Reader(todos).settled();
        Cursor old = reader.cursor();
        todos.delete(Delete.of(key(), a));
        reader.settled();
        database.run("select mooring.prune()");
        assertThat(todos.changesSince(old, 10).kind()).isEqualTo(ChangePage.Kind.DELTA);

        database.run("update mooring.departures set at = at - interval '31 days';"
                + " update mooring.keys set at = at - interval '31 days'; select mooring.prune()");

        assertThat(todos.changesSince(old, 10).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        assertThat(todos.changesSince(reader.cursor(), 10).kind()).isEqualTo(ChangePage.Kind.DELTA);
        assertThat(database.ask("select count(*) from mooring.departures where relation = 'todos'::regclass"))
                .isEqualTo("0");
        assertThat(database.ask("select count(*) from mooring.keys where relation = 'todos'::regclass"))
                .isEqualTo("0");
    }

    @Test
    void pruningDeletesRowsThatWereMarkedLongAgo() {
        SupabaseTable soft = SupabaseTable.builder()
                .kit(Visibility.OWNED)
                .owner("owner")
                .softDelete("deleted_at", DeletedBy.TIME)
                .retention(Duration.ofDays(30))
                .build();
        database.run(SupabaseSql.install("todos", soft));
        SyncAdapter todos = adapter(soft, "ann");
        todos.delete(Delete.of(key(), made(todos, "old", Map.of())));
        todos.delete(Delete.of(key(), made(todos, "young", Map.of())));
        database.run("alter table todos disable trigger mooring_stamp;"
                + " update todos set mooring_at = mooring_at - interval '31 days' where id = 'old';"
                + " alter table todos enable trigger mooring_stamp");

        database.run("select mooring.prune()");

        assertThat(database.ask("select string_agg(id, ',') from todos")).isEqualTo("young");
    }

    @Test
    void rowsOfOneTransactionOverTheCapArriveExactlyOnce() {
        SyncAdapter todos = adapter(
                SupabaseTable.builder()
                        .kit(Visibility.OWNED)
                        .owner("owner")
                        .pageSize(5000)
                        .build(),
                "ann");
        Reader late = new Reader(todos).settled();
        database.run("insert into todos (id, owner) select 'tie' || n, 'ann' from generate_series(1, 2500) n");

        List<String> changes = ids(late.pull());
        List<String> snapshot = ids(new Reader(todos).pull());

        assertThat(changes).hasSize(2500).doesNotHaveDuplicates();
        assertThat(snapshot).hasSize(2500).doesNotHaveDuplicates();
    }

    @Test
    void rowFromBeforeTheKitArrivesAndCanBeUpdatedOnItsVersion() {
        database.run(
                SupabaseSql.uninstall("todos", OWNED) + insert("old", "ann") + SupabaseSql.install("todos", OWNED));
        SyncAdapter todos = adapter("ann");

        Document old = new Reader(todos).pull().get(0).present().orElseThrow();
        Change updated = TableTest.now(todos.update(Update.of(key(), old, Map.of("title", "new"))));

        assertThat(updated.version()).isPresent().isNotEqualTo(old.version());
    }

    private static SupabaseTable kept() {
        return SupabaseTable.builder()
                .kit(Visibility.OWNED)
                .owner("owner")
                .retention(Duration.ofDays(30))
                .build();
    }
}
