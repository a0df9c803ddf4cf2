package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.TableTest.Reader;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tables whose keys the database makes, as the page says that they can be synced: on a real PostgreSQL, by ids that the client makes. */
class ServerMadeKeysTest extends KitTest {

    private static final SupabaseTable BESIDE = SupabaseTable.builder()
            .id("key", IdType.UUID)
            .managed("id")
            .kit(Visibility.SHARED)
            .build();

    @Test
    void identityStaysAndIsDeliveredWhereAUuidBesideItIsTheId() {
        make("notes (id bigint generated always as identity primary key, title text, "
                + "key uuid not null default gen_random_uuid() unique)");
        database.run(SupabaseSql.install("notes", BESIDE));
        SyncAdapter notes = adapter(BESIDE, "notes", project.signIn("ann"));
        Reader reader = new Reader(notes).settled();
        String id = UUID.randomUUID().toString();
        Create create = Create.of(key(), id, Map.of("title", "mine"));

        Document mine = now(notes, create);
        Document again = now(notes, create.again());
        database.run("insert into notes (title) values ('of the dashboard')");

        assertThat(mine.id()).isEqualTo(id);
        assertThat(mine.fields()).containsEntry("title", "mine").containsEntry("id", 1L);
        assertThat(again).isEqualTo(mine);
        assertThat(reader.pull())
                .extracting(Change::present)
                .allSatisfy(present -> assertThat(present).isPresent())
                .extracting(present -> present.orElseThrow().fields().get("id"))
                .containsExactly(1L, 2L);
        assertThat(notes.guarantees().ids().maker()).isEqualTo(Ids.Maker.CLIENT);
    }

    @Test
    void uuidWithADefaultIsTheIdAndRowsOfOthersGetTheirsFromTheDatabase() {
        SupabaseTable table = SupabaseTable.builder()
                .id("id", IdType.UUID)
                .kit(Visibility.SHARED)
                .build();
        make("notes (id uuid primary key default gen_random_uuid(), title text)");
        database.run(SupabaseSql.install("notes", table));
        SyncAdapter notes = adapter(table, "notes", project.signIn("ann"));
        String id = UUID.randomUUID().toString();

        assertThat(now(notes, Create.of(key(), id, Map.of("title", "mine"))).id())
                .isEqualTo(id);
        database.run("insert into notes (title) values ('of the dashboard')");

        assertThat(new Reader(notes).pull()).hasSize(2);
    }

    @Test
    void numberThatTheDatabaseInsistsOnCannotBeTheId() {
        SupabaseTable table = SupabaseTable.builder()
                .id("id", IdType.INTEGER)
                .kit(Visibility.SHARED)
                .build();
        make("notes (id bigint generated always as identity primary key, title text)");
        database.run(SupabaseSql.install("notes", table));
        SyncAdapter notes = adapter(table, "notes", project.signIn("ann"));

        assertThatThrownBy(() -> notes.create(Create.of(key(), "7", Map.of("title", "mine"))))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("428C9");
    }

    private void make(String table) {
        database.run("drop table if exists notes; create table " + table);
    }

    private static Document now(SyncAdapter notes, Create create) {
        return TableTest.now(notes.create(create)).present().orElseThrow();
    }
}
