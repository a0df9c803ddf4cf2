package dev.mooring.supabase;

import static dev.mooring.supabase.TableTest.conflict;
import static dev.mooring.supabase.TableTest.now;
import static dev.mooring.supabase.TableTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KitWritesTest extends KitTest {

    @Test
    void answerTellsTheRecordItsVersionAndItsKey() {
        SyncAdapter todos = adapter("ann");
        Create create = Create.of(key(), "a", Map.of("title", "one"));

        Document made = now(todos.create(create)).present().orElseThrow();

        assertThat(made.fields()).containsEntry("title", "one").containsEntry("owner", "ann");
        assertThat(made.fields()).doesNotContainKeys("mooring_version", "mooring_xid", "mooring_at", "mooring_key");
        assertThat(made.contains(create.key())).isTrue();
        assertThat(made.version()).isPresent();
        assertThat(made.modifiedAt()).isPresent();
    }

    /** The engine halves a batch that failed, so each gets through in the end. */
    @Test
    void recordsThatAreTooLargeToBeToldTogetherAreToldAlone() {
        SyncAdapter todos = adapter(backend(OWNED, project.signIn("ann")).largestAnswer(10_000), "todos");
        database.run("insert into todos (id, owner, title) values ('a', 'ann', repeat('x', 20000)), "
                + "('b', 'ann', repeat('y', 20000))");
        List<Write> writes = List.of(
                Update.unconditional(key(), "a", Map.of("rank", 1)),
                Update.unconditional(key(), "b", Map.of("rank", 2)));

        assertThatThrownBy(() -> batch(todos, writes))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        failure -> assertThat(failure.maybeApplied()).isTrue());
        database.run("update todos set rank = 7 where id = 'b'");

        assertThat(now(writes.get(0).again().sendTo(todos))
                        .present()
                        .orElseThrow()
                        .fields())
                .containsEntry("rank", 1L);
        assertThat(now(writes.get(1).again().sendTo(todos))
                        .present()
                        .orElseThrow()
                        .fields())
                .containsEntry("rank", 7L);
    }

    @Test
    void writeThatComesAgainHasNoSecondEffectHoweverMuchHappenedSince() {
        SyncAdapter todos = adapter("ann");
        Create create = Create.of(key(), "a", Map.of("title", "one"));
        Document made = now(todos.create(create)).present().orElseThrow();
        Update update = Update.of(key(), made, Map.of("title", "two"));
        Delete delete = new Delete(key(), "a", Optional.empty(), false);
        todos.update(update);
        database.run("update todos set title = 'three'");

        assertThat(now(todos.create(create.again())).present().orElseThrow().fields())
                .containsEntry("title", "three");
        assertThat(now(todos.update(update.again())).present().orElseThrow().fields())
                .containsEntry("title", "three");
        todos.delete(delete);
        assertThat(now(todos.create(create.again()))).isEqualTo(Change.deleted("a"));
        made(todos, "a", Map.of("title", "four"));
        assertThat(now(todos.delete(delete.again())).present()).isPresent();
        assertThat(now(todos.update(update.again())).present().orElseThrow().fields())
                .containsEntry("title", "four");
    }

    @Test
    void writeThatArrivesTwiceAtOnceHasOneEffect() throws Exception {
        SyncAdapter todos = adapter("ann");
        made(todos, "a", Map.of("title", "one"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 10; round++) {
                Update update = new Update(key(), "a", Map.of("title", "round " + round), Optional.empty(), false);
                Callable<Outcome> send = () -> todos.update(update);
                List<Outcome> outcomes = new ArrayList<>();
                for (Future<Outcome> each : threads.invokeAll(List.of(send, send, send, send))) {
                    outcomes.add(each.get());
                }

                assertThat(outcomes.stream()
                                .map(outcome -> now(outcome).version())
                                .distinct())
                        .hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anothersKeyMeansNothing() {
        Create create = Create.of(key(), "a", Map.of("title", "ann's"));
        adapter("ann").create(create);
        SyncAdapter bobs = adapter("bob");

        assertThat(refusal(bobs.create(create.again()))).startsWith("23505").contains("may not see");
        assertThat(conflict(bobs.update(new Update(create.key(), "a", Map.of("title", "x"), Optional.empty(), true))))
                .isEqualTo(Change.left("a"));
        assertThat(now(bobs.delete(new Delete(create.key(), "a", Optional.empty(), true))))
                .isEqualTo(Change.left("a"));
        assertThat(database.ask("select title from todos")).isEqualTo("ann's");
    }

    /** A store that was restored from a copy counts its writes anew; to call them applied would lose them. */
    @Test
    void keyThatWasUsedForAnotherRecordIsRefused() {
        SyncAdapter todos = adapter("ann");
        Create first = Create.of(key(), "a", Map.of("title", "one"));
        todos.create(first);

        assertThat(refusal(todos.create(Create.of(first.key(), "b", Map.of("title", "two")))))
                .startsWith("KEY01")
                .contains("copied or restored");
        assertThat(now(todos.create(first.again())).present()).isPresent();
        assertThat(database.ask("select string_agg(id, ',') from todos")).isEqualTo("a");
    }

    @Test
    void versionsNeverReturnWhenARowIsMadeAgain() {
        SyncAdapter todos = adapter("ann");
        Document first = made(todos, "a", Map.of("title", "same"));
        database.run("delete from todos; insert into todos (id, owner, title) values ('a', 'ann', 'same')");

        Change there = conflict(todos.update(Update.of(key(), first, Map.of("title", "late"))));

        assertThat(there.version()).isPresent().isNotEqualTo(first.version());
        assertThat(conflict(todos.delete(Delete.of(key(), first)))).isEqualTo(there);
    }

    @Test
    void whatTheDatabaseRefusesIsUndoneAloneAndItsKeyForgotten() {
        SyncAdapter todos = adapter("ann");
        made(todos, "taken", Map.of("code", "c"));
        Create bad = Create.of(key(), "bad", Map.of("title", "bad"));
        Create twice = Create.of(key(), "twice", Map.of("code", "c"));
        Create tooLong = Create.of(key(), "number", Map.of("rank", "no number"));
        Create good = Create.of(key(), "good", Map.of("title", "good"));

        List<Outcome> outcomes = batch(todos, List.of(bad, twice, good, tooLong));

        assertThat(refusal(outcomes.get(0))).startsWith("23514");
        assertThat(refusal(outcomes.get(1))).startsWith("23505");
        assertThat(now(outcomes.get(2)).present()).isPresent();
        assertThat(refusal(outcomes.get(3))).startsWith("22P02");
        database.run("delete from todos where id = 'taken'");
        assertThat(now(todos.create(twice.again())).present()).isPresent();
    }

    @Test
    void thousandCreatesTakeAtMostThreeRequests() {
        SyncAdapter todos = adapter("ann");
        List<Write> writes = IntStream.range(0, 1000)
                .<Write>mapToObj(
                        n -> Create.of(key(), "t" + n, n % 2 == 0 ? Map.of("title", "t" + n) : Map.of("rank", n)))
                .toList();
        int before = project.requests().size();

        List<Outcome> outcomes = batch(todos, writes);

        assertThat(project.requests().size() - before).isLessThanOrEqualTo(3);
        assertThat(outcomes)
                .hasSize(1000)
                .allSatisfy(outcome -> assertThat(now(outcome).present()).isPresent());
        assertThat(todos.guarantees().largestBatch()).isEqualTo(500);
        assertThat(database.ask("select count(*) from todos")).isEqualTo("1000");
    }

    @Test
    void policyThatForbidsAChangeIsARefusal() {
        database.run(
                "drop policy owners on todos; create policy looks on todos for select to authenticated using (true);"
                        + " create policy adds on todos for insert to authenticated with check (owner = auth.uid())");
        SyncAdapter todos = adapter("ann");
        Document a = made(todos, "a", Map.of());

        assertThat(refusal(todos.update(Update.of(key(), a, Map.of("title", "x")))))
                .startsWith("42501");
        assertThat(refusal(todos.delete(Delete.of(key(), a)))).startsWith("42501");
        assertThat(refusal(todos.create(Create.of(key(), "b", Map.of("owner", "bob")))))
                .startsWith("42501");
    }

    @Test
    void triggerThatDoesNotRunIsAWrongSetUpAndNamed() {
        SyncAdapter todos = adapter("ann");
        Document a = made(todos, "a", Map.of("title", "before"));
        database.run("alter table todos disable trigger mooring_stamp");

        assertThatThrownBy(() -> todos.update(Update.of(key(), a, Map.of("title", "after"))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("mooring_stamp");
        assertThatThrownBy(() -> todos.create(Create.of(key(), "b", Map.of())))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("mooring_stamp");
        assertThat(database.ask("select string_agg(title, ',') from todos")).isEqualTo("before");
    }

    @Test
    void kitThatIsMissingOrInstalledOtherwiseIsAWrongSetUp() {
        SupabaseTable shared = SupabaseTable.builder().kit(Visibility.SHARED).build();
        SyncAdapter other = adapter(shared, "ann");

        assertThatThrownBy(() -> other.changesSince(Cursor.START, 10))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("MRG02");
        database.run(SupabaseSql.install("todos", shared));
        assertThat(other.changesSince(Cursor.START, 10).changes()).isEmpty();
        database.run("delete from mooring.tables where relation = 'todos'::regclass");
        assertThatThrownBy(() -> other.create(Create.of(key(), "a", Map.of())))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("MRG01");
    }

    @Test
    void columnThatDoesNotExistStopsTheCollectionAndLosesNothing() {
        SyncAdapter todos = adapter("ann");

        assertThatThrownBy(() -> batch(
                        todos,
                        List.of(
                                Create.of(key(), "a", Map.of("title", "x")),
                                Create.of(key(), "b", Map.of("not there yet", "x")))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("42703");
        assertThat(database.ask("select count(*) from todos")).isEqualTo("0");
    }

    @Test
    void triggersOfTheTableFindWhatTheyFindWithoutTheKit() {
        database.run("""
                create table if not exists counted (n int);
                grant all on counted to authenticated;
                create or replace function count_todos() returns trigger language plpgsql as
                  $$ begin insert into counted values (1); return new; end $$;
                create trigger counts after insert on todos for each row execute function count_todos();
                """);

        assertThat(made(adapter("ann"), "a", Map.of()).id()).isEqualTo("a");
    }

    @Test
    void nobodyWhoIsNotSignedInMayUseTheKit() {
        SyncAdapter todos = adapter(OWNED, "todos", project.token("anon", ""));

        assertThatThrownBy(() -> todos.changesSince(Cursor.START, 10)).hasMessageContaining("42501");
        assertThatThrownBy(() -> todos.create(Create.of(key(), "a", Map.of()))).hasMessageContaining("42501");
    }

    @Test
    void serviceRoleSeesWhatIsGoneForEverybody() {
        SyncAdapter all = adapter(OWNED, "todos", project.token("service_role", ""));
        database.run(insert("a", "ann") + insert("b", "bob"));
        TableTest.Reader reader = new TableTest.Reader(all).settled();

        database.run("delete from todos");

        assertThat(reader.pull()).containsExactlyInAnyOrder(Change.deleted("a"), Change.deleted("b"));
    }

    private static List<Outcome> batch(SyncAdapter adapter, List<Write> writes) {
        return adapter.capability(BatchWrites.class).orElseThrow().write(writes);
    }
}
