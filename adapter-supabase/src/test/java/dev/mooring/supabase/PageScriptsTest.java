package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.TableTest.Reader;
import dev.mooring.sync.Change;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The SQL of {@code docs/adapters/supabase.md} runs as it stands there, and what it makes is what the page says. */
class PageScriptsTest extends HostedTest {

    private static final String TODOS =
            "drop table if exists public.todos; create table public.todos (id uuid primary key, "
                    + "owner uuid default auth.uid(), title text, done boolean);";

    private static final String CONTRACT = LiveProjectContractTest.TABLE;

    @Test
    void tableOfTheContractIsOneThatTheContractsAdapterReads() {
        database.run("drop table if exists public." + CONTRACT + ";" + scripts(CONTRACT));
        SyncAdapter items = adapter(CONTRACT, LiveProjectContractTest.table(), ANN);
        Reader reader = new Reader(items).settled();

        as(
                ANN,
                "insert into mooring_contract (id, title, body, done, amount, price, tags, extra) "
                        + "values ('a', 't', 'b', true, 9007199254740993, 1.10, '[1]', '{\"x\": null}')");
        Document made = reader.pull().get(0).present().orElseThrow();
        as(ANN, "update mooring_contract set title = 'new', updated_at = '2000-01-01' where id = 'a'");
        Document changed = reader.pull().get(0).present().orElseThrow();

        assertThat(made.fields())
                .containsOnlyKeys("owner", "title", "body", "done", "amount", "price", "tags", "extra")
                .containsEntry("owner", ANN)
                .containsEntry("amount", 9007199254740993L);
        assertThat(changed.fields()).containsEntry("title", "new");
        assertThat(changed.modifiedAt().orElseThrow()).isAfter(made.modifiedAt().orElseThrow());
        assertThat(changed.version()).isPresent().isNotEqualTo(made.version());
        assertThat(published()).contains("public." + CONTRACT);
    }

    @Test
    void rowsOfTheContractAreSeenByTheirOwnersAloneAndMarkedByThem() {
        database.run("drop table if exists public." + CONTRACT + ";" + scripts(CONTRACT));
        SyncAdapter anns = adapter(CONTRACT, LiveProjectContractTest.table(), ANN);
        SyncAdapter bobs = adapter(CONTRACT, LiveProjectContractTest.table(), BOB);
        as(ANN, "insert into mooring_contract (id) values ('a')");
        Reader reader = new Reader(anns).settled();

        assertThat(bobs.list(Cursor.START, 10).documents()).isEmpty();
        assertThat(as(BOB, "update mooring_contract set deleted_at = 'now' where id = 'a'"))
                .isZero();
        assertThat(as(ANN, "update mooring_contract set deleted_at = 'now' where id = 'a'"))
                .isOne();

        assertThat(reader.pull())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Removal.class,
                        removal -> assertThat(removal.reason()).isEqualTo(Change.Reason.DELETED));
        assertThat(anns.list(Cursor.START, 10).documents()).isEmpty();
    }

    @Test
    void tableOfTheTenMinutesIsOneThatItsAdapterReadsAndItsScriptMayRunTwice() {
        database.run(TODOS);
        as(ANN, "insert into todos (id, title) values ('" + ANN + "', 'from before the column')");
        database.run(scripts("todos") + scripts("todos").replaceAll("alter publication [^;]*;", ""));
        SyncAdapter todos = adapter(
                "todos",
                SupabaseTable.builder()
                        .id("id", IdType.UUID)
                        .updatedAt("updated_at")
                        .softDelete("deleted_at", DeletedBy.TIME)
                        .managed("owner")
                        .live()
                        .build(),
                ANN);
        Reader reader = new Reader(todos);

        List<Change> first = reader.pull();
        reader.settled();
        as(ANN, "insert into todos (id, title, done) values ('" + BOB + "', 'Buy milk', false)");

        assertThat(first).extracting(Change::id).containsExactly(ANN);
        assertThat(reader.pull()).extracting(Change::id).containsExactly(BOB);
        assertThat(as(BOB, "update todos set title = 'mine' where true")).isZero();
        assertThat(published()).contains("public.todos");
    }

    private List<String> published() {
        return List.of(database.ask("select string_agg(schemaname || '.' || tablename, ' ') from pg_publication_tables "
                        + "where pubname = 'supabase_realtime'")
                .split(" "));
    }
}
