package dev.mooring.crud;

import static dev.mooring.crud.Samples.applied;
import static dev.mooring.crud.Samples.conflict;
import static dev.mooring.crud.Samples.key;
import static dev.mooring.crud.Samples.refusal;
import static dev.mooring.crud.Samples.row;
import static dev.mooring.crud.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrudAnswersTest {

    private final RowTable table = new RowTable();
    private final TableView functions = table.view();

    private CrudBuilder exact() {
        return withoutDelete().delete(functions::remove);
    }

    private CrudBuilder withoutDelete() {
        return CrudAdapter.builder("things")
                .list(functions::all)
                .get(functions::get)
                .create(functions::insert)
                .update(functions::patch)
                .version("version")
                .updated("updated_at")
                .exactWrites();
    }

    @Test
    @DisplayName("E15 what the server adds is in the answer")
    void serverFieldsAreToldOfCreates() {
        CrudBuilder builder = exact().create(row -> Answer.partly(row("total", 7, "version", 3)));
        try (SyncAdapter adapter = builder.build()) {
            assertThat(saved(adapter.create(Create.of(key(1), "a", row("x", 1)))))
                    .isEqualTo(Document.of("a", Map.of("x", 1, "total", 7)).withVersion(new Version("3")));
        }
    }

    @Test
    @DisplayName("E15 a partial answer to a partial update is completed by reading")
    void partlyToldUpdateIsRead() {
        table.put("a", row("x", 1, "y", 1));
        CrudBuilder builder = exact().update(update -> {
            functions.patch(update);
            return Answer.partly(row("version", 2));
        });
        try (SyncAdapter adapter = builder.build()) {
            Document now = saved(adapter.update(Update.unconditional(key(1), "a", row("x", 2))));

            assertThat(now.fields()).isEqualTo(Map.of("x", 2L, "y", 1L));
            assertThat(now.version()).contains(new Version("2"));
        }
    }

    @Test
    @DisplayName("an answer that tells nothing claims nothing")
    void untoldIsUntold() {
        table.put("a", row());
        CrudBuilder builder = exact().create(row -> Answer.saved())
                .update(row -> Answer.saved())
                .delete(row -> Answer.saved());
        try (SyncAdapter adapter = builder.build()) {
            assertThat(applied(adapter.create(Create.of(key(1), "b", row())))).isEmpty();
            assertThat(applied(adapter.update(Update.unconditional(key(2), "a", row("x", 1)))))
                    .isEmpty();
            assertThat(applied(adapter.delete(Delete.unconditional(key(3), "a"))))
                    .contains(Change.deleted("a"));
        }
    }

    @Test
    @DisplayName("E16 onSaved sees the answer, is told creates from updates, and what it returns is what holds")
    void onSavedReplacesTheAnswer() {
        List<String> seen = new ArrayList<>();
        CrudBuilder builder = exact().onSaved((row, created) -> {
            seen.add(row.get("id") + (created ? " created" : " updated"));
            row.put("seen", true);
            return row;
        });
        try (SyncAdapter adapter = builder.build()) {
            Document made = saved(adapter.create(Create.of(key(1), "a", row("x", 1))));
            assertThat(made.fields()).isEqualTo(Map.of("x", 1L, "seen", true));
            adapter.update(Update.unconditional(key(2), "a", row("x", 2)));
            adapter.delete(Delete.unconditional(key(3), "a"));
        }
        assertThat(seen).containsExactly("a created", "a updated");
    }

    @Test
    @DisplayName("E13 E32 the id that the backend makes is in the answer, by row or by columns")
    void madeIdIsTold() {
        List<Map<String, ?>> sent = new ArrayList<>();
        CrudBuilder builder = exact().ids(Ids.serverMade(Ids.Type.INTEGER)).create(row -> {
            sent.add(row.values());
            return sent.size() == 1 ? Answer.saved(row("id", 77, "x", 1)) : Answer.partly(row("id", 78));
        });
        try (SyncAdapter adapter = builder.build()) {
            Create create = Create.of(key(1), "temporary-1", row("x", 1));

            assertThat(saved(adapter.create(create))).isEqualTo(Document.of("77", Map.of("x", 1)));
            assertThat(saved(adapter.create(create))).isEqualTo(Document.of("78", Map.of("x", 1)));
        }
        assertThat(sent.get(0)).isEqualTo(row("x", 1L));
    }

    @Test
    @DisplayName("E32 a made id that is not told, and cannot be found by a key, is a defect to mend")
    void untoldMadeIdIsNamed() {
        CrudBuilder builder = exact().ids(Ids.serverMade(Ids.Type.TEXT)).create(row -> Answer.saved());
        try (SyncAdapter adapter = builder.build()) {
            Create create = Create.of(key(1), "temporary-1", row());

            assertThatThrownBy(() -> adapter.create(create))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("told no id");
        }
    }

    @Test
    @DisplayName("unchanged is looked at: what is there is the conflict")
    void unchangedIsLookedAt() {
        table.put("a", row("x", 1));
        try (SyncAdapter adapter =
                exact().conditionalUpdates().conditionalDeletes().build()) {
            Document stale = Document.of("a", Map.of()).withVersion(new Version("0"));

            assertThat(conflict(adapter.create(Create.of(key(1), "a", row("x", 2))))
                            .present())
                    .isPresent();
            assertThat(conflict(adapter.update(Update.of(key(2), stale, row("x", 2))))
                            .version())
                    .contains(new Version("1"));
            assertThat(conflict(adapter.delete(Delete.of(key(3), stale))).version())
                    .contains(new Version("1"));
            assertThat(conflict(adapter.update(Update.unconditional(key(4), "b", row("x", 2)))))
                    .isEqualTo(Change.deleted("b"));
        }
    }

    @Test
    @DisplayName("SECRET-6 a taken id that nobody shows is refused, not applied")
    void hiddenTakenIdIsRefused() {
        table.put("a", "other", row("x", 1), table.clock().instant());
        try (SyncAdapter adapter = exact().build()) {
            assertThat(refusal(adapter.create(Create.of(key(1), "a", row("x", 2)))))
                    .startsWith("taken");
        }
        assertThat(table.view("other").get("a").orElseThrow()).containsEntry("x", 1);
    }

    @Test
    @DisplayName("a function that says unchanged for ever ends in a failure that is surely not applied")
    void unchangedForEverEnds() {
        table.put("a", row());
        int[] calls = {0};
        CrudBuilder builder = exact().update(update -> {
            calls[0]++;
            return Answer.unchanged();
        });
        try (SyncAdapter adapter = builder.build()) {
            Update update = Update.unconditional(key(1), "a", row("x", 1));

            assertThatThrownBy(() -> adapter.update(update))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isFalse());
        }
        assertThat(calls[0]).isEqualTo(20);
    }

    @Test
    @DisplayName("a write that was made, and then cannot be read, may have been applied")
    void unreadableAfterwardsMaybeApplied() {
        CrudBuilder builder = exact().get(id -> {
                    throw new IOException("gone");
                })
                .update(update -> Answer.partly(row()));
        try (SyncAdapter adapter = builder.build()) {
            Update update = Update.unconditional(key(1), "a", row("x", 1));

            assertThatThrownBy(() -> adapter.update(update))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isTrue());
        }
    }

    @Test
    @DisplayName("keys of all devices survive updates, and each device has one")
    void keysOfDevicesAreKept() {
        CrudBuilder builder =
                withoutDelete().deletedFlag("deleted").writeKeys("keys").conditionalUpdates();
        try (SyncAdapter adapter = builder.build()) {
            Document made = saved(adapter.create(Create.of(key(1), "a", row("x", 1))));
            Document mine = saved(adapter.update(Update.of(key(2), made, row("x", 2))));
            WriteKey tablet = WriteKey.of("tab-let%+,;", 1);
            Document theirs = saved(adapter.update(Update.unconditional(tablet, "a", row("y", 1))));

            assertThat(mine.contains()).containsExactly(key(2));
            assertThat(theirs.contains()).containsExactly(key(2), tablet);

            Delete delete = Delete.unconditional(key(3), "a");
            Change gone = applied(adapter.delete(delete)).orElseThrow();
            Create again = Create.of(tablet, "a", row("x", 1));
            assertThat(applied(adapter.create(again.again()))).contains(gone);

            Create over =
                    Create.of(key(4), "a", row("x", 1)).over(gone.version().orElseThrow());
            assertThat(saved(adapter.create(over)).contains()).containsExactly(tablet, key(4));
        }
    }

    @Test
    @DisplayName("a base that shows no keys does not wipe those that are stored")
    void baseWithoutKeysIsNotTrusted() {
        table.put("a", row("keys", "tablet-9"));
        CrudBuilder builder = exact().writeKeys("keys").conditionalUpdates();
        try (SyncAdapter adapter = builder.build()) {
            Document base = Document.of("a", Map.of()).withVersion(new Version("1"));

            Document now = saved(adapter.update(Update.of(key(1), base, row("x", 1))));

            assertThat(now.contains()).containsExactly(new WriteKey("tablet-9"), key(1));
        }
    }

    @Test
    @DisplayName("a key that the function knows already is applied, and says what is there now")
    void repeatedIsApplied() {
        table.put("a", row("x", "later"));
        CrudBuilder builder = exact().create(row -> Answer.repeated())
                .delete(row -> Answer.repeated())
                .writeKeys("keys")
                .remembersKeys();
        try (SyncAdapter adapter = builder.build()) {
            assertThat(saved(adapter.create(
                                    Create.of(key(1), "a", row("x", "first")).again()))
                            .fields())
                    .isEqualTo(Map.of("x", "later"));
            assertThat(applied(adapter.create(Create.of(key(2), "b", row()).again())))
                    .contains(Change.deleted("b"));
            assertThat(Optional.of(saved(adapter.delete(Delete.unconditional(key(3), "a")))))
                    .isPresent();
        }
    }
}
