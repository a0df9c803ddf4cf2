package dev.mooring.crud;

import static dev.mooring.crud.Samples.applied;
import static dev.mooring.crud.Samples.conflict;
import static dev.mooring.crud.Samples.key;
import static dev.mooring.crud.Samples.row;
import static dev.mooring.crud.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Under which version a write is sent, and which write is known already. */
class CrudPreconditionsTest {

    private static final Document STALE = Document.of("a", Map.of("x", "old")).withVersion(new Version("0"));

    private final RowTable table = new RowTable();
    private final TableView functions = table.view();
    private final List<RowUpdate> sent = new ArrayList<>();

    /** Exact functions that know nothing of versions, over a column that does; deletions by flag. */
    private CrudBuilder exact() {
        return CrudAdapter.builder("things")
                .list(functions::all)
                .get(functions::get)
                .create(functions::insert)
                .update(noted(functions::patch))
                .version("version")
                .updated("updated_at")
                .deletedFlag("deleted")
                .exactWrites();
    }

    private CrudFunctions.Save<RowUpdate> noted(CrudFunctions.Save<RowUpdate> function) {
        return update -> {
            sent.add(update);
            return function.save(update);
        };
    }

    private List<Optional<String>> expected() {
        return sent.stream().map(RowUpdate::expected).toList();
    }

    @Test
    @DisplayName("functions that are exact but not conditional: the adapter compares the version")
    void exactIsNotConditional() {
        table.put("a", row("x", "theirs"));
        try (SyncAdapter adapter = exact().build()) {
            assertThat(conflict(adapter.update(Update.of(key(1), STALE, row("x", "mine"))))
                            .version())
                    .contains(new Version("1"));
            assertThat(conflict(adapter.delete(Delete.of(key(2), STALE))).version())
                    .contains(new Version("1"));
        }
        assertThat(sent).isEmpty();
    }

    @Test
    @DisplayName(
            "UPDATE-3 exact functions that take whole rows: an update without a version is laid over what is there")
    void wholeWithoutVersionReads() {
        table.put("a", row("x", "theirs", "y", 1));
        CrudBuilder builder = exact().update(noted(functions::replace)).wholeUpdates();
        try (SyncAdapter adapter = builder.build()) {
            Document base = Document.of("a", Map.of("x", "old"));

            assertThat(saved(adapter.update(Update.of(key(1), base, row("y", 2))))
                            .fields())
                    .isEqualTo(Map.of("x", "theirs", "y", 2L));
        }
    }

    @Test
    @DisplayName("what replaces more than its patch is sent under the version that was read; a mere patch meets any")
    void replacementsAreConditional() {
        table.put("a", row("x", 1));
        Update blind = Update.unconditional(key(1), "a", row("x", 2));
        try (SyncAdapter patching = exact().conditionalUpdates().build();
                SyncAdapter withKeys =
                        exact().conditionalUpdates().writeKeys("keys").build();
                SyncAdapter whole = exact().conditionalUpdates()
                        .update(noted(functions::replace))
                        .wholeUpdates()
                        .build()) {
            patching.update(blind);
            withKeys.update(blind);
            whole.update(blind);
            whole.delete(Delete.unconditional(key(2), "a"));
        }
        assertThat(expected()).containsExactly(Optional.empty(), Optional.of("2"), Optional.of("3"), Optional.of("4"));
    }

    @Test
    @DisplayName("CREATE-8 a revival applies to exactly the deletion it names")
    void revivalIsConditional() {
        table.put("a", row("deleted", true));
        try (SyncAdapter adapter = exact().conditionalUpdates().build()) {
            adapter.create(Create.of(key(1), "a", row("x", 1)).over(new Version("1")));
        }
        assertThat(expected()).containsExactly(Optional.of("1"));
    }

    @Test
    @DisplayName("UPDATE-11 an update whose key is stored is not made again over a later one")
    void knownUpdateIsNotMadeAgain() {
        WriteKey tablet = WriteKey.of("tablet", 1);
        table.put("a", row("x", 0));
        try (SyncAdapter adapter =
                exact().conditionalUpdates().writeKeys("keys").build()) {
            Update mine = Update.unconditional(key(1), "a", row("x", "mine"));
            adapter.update(mine);
            adapter.update(Update.unconditional(tablet, "a", row("x", "theirs")));

            assertThat(saved(adapter.update(mine.again())).fields()).isEqualTo(Map.of("x", "theirs"));
        }
        assertThat(sent).hasSize(2);
    }

    @Test
    @DisplayName("DELETE-8 a delete whose key is stored does not remove what was made since")
    void knownDeleteIsNotMadeAgain() {
        WriteKey tablet = WriteKey.of("tablet", 1);
        table.put("a", row("x", 0));
        try (SyncAdapter adapter =
                exact().conditionalUpdates().writeKeys("keys").build()) {
            Delete delete = Delete.unconditional(key(1), "a");
            Version tombstone =
                    applied(adapter.delete(delete)).orElseThrow().version().orElseThrow();
            adapter.create(Create.of(tablet, "a", row("x", "again")).over(tombstone));

            assertThat(saved(adapter.delete(delete.again())).fields()).isEqualTo(Map.of("x", "again"));
        }
    }
}
