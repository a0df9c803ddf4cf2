package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.TableTest.Reader;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kit as the page installs it, on the page's table, where owners are uuids as in a hosted project. */
class HostedKitTest extends HostedTest {

    private static final SupabaseTable TABLE = SupabaseTable.builder()
            .id("id", IdType.UUID)
            .kit(Visibility.OWNED)
            .owner("owner")
            .managed("owner")
            .retention(Duration.ofDays(90))
            .build();

    private int writes;

    @BeforeEach
    void makeTable() {
        database.run("drop table if exists public.todos; create table public.todos (id uuid primary key, "
                + "owner uuid default auth.uid(), title text, done boolean);" + scripts("todos") + GuideTest.script());
    }

    @Test
    void scriptOfThePageIsForTheTableOfThisTest() {
        assertThat(SupabaseSql.install("todos", TABLE)).isEqualTo(GuideTest.script());
    }

    @Test
    void rowsAreMadeChangedHandedOverAndDeleted() {
        SyncAdapter anns = adapter("todos", TABLE, ANN);
        SyncAdapter bobs = adapter("todos", TABLE, BOB);
        Reader ann = new Reader(anns).settled();
        Reader bob = new Reader(bobs).settled();
        Create create = Create.of(key(), UUID.randomUUID().toString(), Map.of("title", "Buy milk"));

        Document made = TableTest.now(anns.create(create)).present().orElseThrow();
        Document changed = TableTest.now(anns.update(Update.of(key(), made, Map.of("done", true))))
                .present()
                .orElseThrow();

        assertThat(made.fields()).containsEntry("owner", ANN);
        assertThat(ann.pull()).containsExactly(Change.of(changed));
        assertThat(TableTest.now(anns.create(create.again()))).isEqualTo(Change.of(changed));
        database.run("update todos set owner = '" + BOB + "'");
        assertThat(ann.pull()).containsExactly(Change.left(made.id()));
        Document moved = bob.pull().get(0).present().orElseThrow();
        assertThat(TableTest.conflict(anns.update(Update.of(key(), changed, Map.of("title", "x")))))
                .isEqualTo(Change.left(made.id()));
        bobs.delete(Delete.of(key(), moved));
        assertThat(bob.pull()).containsExactly(Change.deleted(made.id()));
        assertThat(ann.pull()).isEmpty();
    }

    @Test
    void batchIsOneCall() {
        SyncAdapter anns = adapter("todos", TABLE, ANN);
        int before = project.requests().size();

        anns.capability(BatchWrites.class)
                .orElseThrow()
                .write(List.of(
                        Create.of(key(), UUID.randomUUID().toString(), Map.of("title", "a")),
                        Create.of(key(), UUID.randomUUID().toString(), Map.of("done", false))))
                .forEach(TableTest::now);

        assertThat(project.requests()).hasSize(before + 1);
    }

    private WriteKey key() {
        return WriteKey.of("device", ++writes);
    }
}
