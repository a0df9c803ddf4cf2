package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupabaseSqlTest extends KitTest {

    private static final String OBJECTS = """
            select string_agg(what, E'\\n' order by what) from (
              select 'column ' || attrelid::regclass || ' ' || attname || ' ' || atttypid::regtype || ' ' || attnotnull as what
                from pg_attribute where attnum > 0 and not attisdropped
                and attrelid in (select oid from pg_class where relnamespace::regnamespace::text in ('public', 'mooring'))
              union all select 'trigger ' || pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
              union all select 'index ' || pg_get_indexdef(indexrelid) from pg_index
                where indrelid in (select oid from pg_class where relnamespace::regnamespace::text in ('public', 'mooring'))
              union all select 'policy ' || polname || polrelid::regclass || pg_get_expr(polqual, polrelid) from pg_policy
              union all select 'function ' || pg_get_functiondef(oid) || coalesce(proacl::text, '') from pg_proc
                where pronamespace::regnamespace::text in ('public', 'mooring')
              union all select 'relation ' || oid::regclass || coalesce(relacl::text, '') from pg_class
                where relnamespace::regnamespace::text in ('public', 'mooring')
              %s) _
            """;

    private static final String INSTALLED = " union all select 'table ' || t::text from mooring.tables t";

    @Test
    void installingTwiceChangesNothing() {
        SyncAdapter todos = adapter("ann");
        made(todos, "a", Map.of());
        Cursor cursor = new TableTest.Reader(todos).settled().cursor();
        String before = database.ask(OBJECTS.formatted(INSTALLED));
        String row = database.ask("select t::text from todos t");

        database.run(SupabaseSql.install("todos", OWNED));

        assertThat(database.ask(OBJECTS.formatted(INSTALLED))).isEqualTo(before).contains("mooring_stamp");
        assertThat(database.ask("select t::text from todos t")).isEqualTo(row);
        assertThat(todos.changesSince(cursor, 10).kind()).isEqualTo(ChangePage.Kind.DELTA);
    }

    @Test
    void uninstallingLeavesTheTableAsItWas() {
        SupabaseTable members = SupabaseTable.builder().kit(Visibility.OTHER).build();
        for (KitSubject subject : KitSubject.values()) {
            database.run(SupabaseSql.uninstall(subject.tableName(), subject.table()));
        }
        database.run(SupabaseSql.uninstall("todos", OWNED));
        String before = database.ask(OBJECTS.formatted(""));
        database.run("create table other (id text primary key)");

        database.run(SupabaseSql.install("todos", OWNED) + SupabaseSql.install("other", members));
        database.run(SupabaseSql.uninstall("todos", OWNED));
        assertThat(database.ask("select count(*) from mooring.tables")).isEqualTo("1");
        assertThat(adapter(members, "other", project.signIn("ann"))
                        .changesSince(Cursor.START, 10)
                        .changes())
                .isEmpty();
        database.run(SupabaseSql.uninstall("other", members) + SupabaseSql.uninstall("other", members));

        database.run("drop table other");
        assertThat(database.ask(OBJECTS.formatted(""))).isEqualTo(before).doesNotContain("mooring");
    }

    @Test
    void versionsAndCursorsFromBeforeAnUninstallMeanNothingAfterwards() {
        SyncAdapter todos = adapter("ann");
        Document a = made(todos, "a", Map.of("title", "one"));
        Cursor cursor = new TableTest.Reader(todos).settled().cursor();

        database.run(SupabaseSql.uninstall("todos", OWNED) + "update todos set title = 'two';"
                + SupabaseSql.install("todos", OWNED));

        assertThat(TableTest.conflict(todos.update(Update.of(key(), a, Map.of("title", "three"))))
                        .present()
                        .orElseThrow()
                        .fields())
                .containsEntry("title", "two");
        assertThat(todos.changesSince(cursor, 10).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
    }

    @Test
    void otherOptionsReplaceTheOldOnes() {
        SupabaseTable shared = SupabaseTable.builder()
                .kit(Visibility.SHARED)
                .retention(Duration.ofDays(90))
                .build();
        Cursor before = new TableTest.Reader(adapter("ann")).settled().cursor();
        database.run(
                "drop policy owners on todos; create policy everybody on todos for all to authenticated using (true);"
                        + insert("a", "ann") + SupabaseSql.install("todos", shared));
        SyncAdapter bobs = adapter(shared, "bob");
        assertThat(bobs.changesSince(before, 10).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        TableTest.Reader bob = new TableTest.Reader(bobs).settled();

        database.run("update todos set owner = 'carl'; delete from todos");

        assertThat(bob.pull()).containsExactly(Change.deleted("a"));
        assertThat(database.ask("select retention from mooring.tables where relation = 'todos'::regclass"))
                .isEqualTo("2160:00:00");
    }

    @Test
    void hostileNamesAreNames() {
        String name = "we\"ird'; drop table todos; -- \\ $f$ $$ %I %1$s ü";
        SupabaseTable table = SupabaseTable.builder()
                .id("i\"d' $1 %s", IdType.TEXT)
                .kit(Visibility.OWNED)
                .owner("o\"wner'\\ %L")
                .softDelete("g\"one' %", DeletedBy.FLAG)
                .build();
        String quoted = quoted(name);
        database.run("drop table if exists " + quoted + "; create table " + quoted + " (" + quoted(table.id())
                + " text primary key, " + quoted(table.owner()) + " text default auth.uid(), " + quoted(table.deleted())
                + " boolean, " + quoted("ti\"tle' %s") + " text); alter table " + quoted
                + " enable row level security; create policy o on " + quoted + " for all to authenticated using ("
                + quoted(table.owner()) + " = auth.uid());" + SupabaseSql.install(name, table)
                + SupabaseSql.install(name, table));
        SyncAdapter weird = adapter(table, name, project.signIn("ann"));
        TableTest.Reader reader = new TableTest.Reader(weird).settled();

        Document made = made(weird, "a'\"\\ $1", Map.of("ti\"tle' %s", "x' \\ $f$"));
        Document updated = TableTest.now(weird.update(Update.of(key(), made, Map.of("ti\"tle' %s", "y"))))
                .present()
                .orElseThrow();

        assertThat(reader.pull()).containsExactly(Change.of(updated));
        weird.delete(Delete.of(key(), updated));
        assertThat(reader.pull())
                .hasSize(1)
                .allSatisfy(change -> assertThat(change.present()).isEmpty());
        database.run(SupabaseSql.uninstall(name, table) + "drop table " + quoted);
        assertThat(database.ask("select count(*) from todos")).isEqualTo("0");
    }

    @Test
    void namesThatPostgresqlWouldCutAreRefused() {
        String longest = "ü".repeat(31) + "x";
        assertThat(SupabaseSql.install(longest, OWNED)).contains(longest);
        for (String name : new String[] {longest + "y", "a\0b"}) {
            assertThatThrownBy(() -> SupabaseSql.install(name, OWNED)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> SupabaseSql.uninstall(name, OWNED)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        SupabaseSql.install("todos", SupabaseTable.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kit");
    }

    @Test
    void tableWithoutAKeyOrWithoutAnythingIsNamed() {
        SupabaseTable shared = SupabaseTable.builder().kit(Visibility.SHARED).build();
        database.run("drop table if exists keyless; create table keyless (id text)");

        assertThatThrownBy(() -> database.run(SupabaseSql.install("keyless", shared)))
                .rootCause()
                .hasMessageContaining("unique index");
        assertThatThrownBy(() -> database.run(SupabaseSql.install("nowhere", shared)))
                .rootCause()
                .hasMessageContaining("there is no table public.nowhere");
    }

    @Test
    void whatActsForTheOwnerHasAFixedSearchPath() {
        assertThat(database.ask("select string_agg(proname, ' ' order by proname) from pg_proc "
                        + "where pronamespace = 'mooring'::regnamespace and prosecdef"))
                .isEqualTo("claim depart emptied history stamp unclaim");
        assertThat(database.ask(
                        "select count(*) from pg_proc where pronamespace = 'mooring'::regnamespace and prosecdef "
                                + "and not 'search_path=\"\"' = any(proconfig)"))
                .isEqualTo("0");
        assertThat(
                        database.ask(
                                "select string_agg(proname, ' ' order by proname) from pg_proc "
                                        + "where pronamespace = 'mooring'::regnamespace and has_function_privilege('anon', oid, 'execute')"))
                .isEqualTo("null");
        assertThat(database.ask("select has_table_privilege('authenticated', 'mooring.keys', 'select')"))
                .isEqualTo("f");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
