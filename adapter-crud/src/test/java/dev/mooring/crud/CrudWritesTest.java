package dev.mooring.crud;

import static dev.mooring.crud.Samples.applied;
import static dev.mooring.crud.Samples.conflict;
import static dev.mooring.crud.Samples.key;
import static dev.mooring.crud.Samples.refusal;
import static dev.mooring.crud.Samples.row;
import static dev.mooring.crud.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Settlement;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrudWritesTest {

    private final RowTable table = new RowTable();
    private final TableView functions = table.view();
    private final List<RowWrite> sent = new ArrayList<>();

    private CrudBuilder five() {
        return CrudAdapter.builder("things")
                .list(functions::all)
                .create(noted(functions::insert))
                .update(noted(functions::patch))
                .delete(noted(functions::remove))
                .version("version")
                .updated("updated_at");
    }

    private <R extends RowWrite> CrudFunctions.Save<R> noted(CrudFunctions.Save<R> function) {
        return write -> {
            sent.add(write);
            return function.save(write);
        };
    }

    private RowUpdate onlyUpdate() {
        return sent.stream()
                .filter(RowUpdate.class::isInstance)
                .map(RowUpdate.class::cast)
                .reduce((a, b) -> {
                    throw new AssertionError("two updates: " + sent);
                })
                .orElseThrow();
    }

    @Test
    @DisplayName("E6 E10 an update sends the changed columns only, in one call, a cleared one as null")
    void updateSendsThePatch() {
        table.put("0", row("a", 1, "b", 2, "c", 3));
        try (SyncAdapter adapter = five().build()) {
            Document base = adapter.list(Cursor.START, 9).documents().get(0);

            Document after = saved(adapter.update(Update.of(key(1), base, row("a", 9, "b", null))));

            assertThat(after.fields()).isEqualTo(Map.of("a", 9L, "c", 3L));
        }
        assertThat(onlyUpdate().id()).isEqualTo("0");
        assertThat(onlyUpdate().values()).isEqualTo(row("a", 9L, "b", null));
    }

    @Test
    @DisplayName("E6 a whole update without a valid base is laid over the row that is there")
    void wholeUpdateReadsFirst() {
        table.put("a", row("x", "theirs", "y", 1));
        CrudBuilder builder = five().update(noted(functions::replace)).wholeUpdates();
        try (SyncAdapter adapter = builder.build()) {
            Document stale = Document.of("a", Map.of("x", "old", "gone", true));

            assertThat(saved(adapter.update(Update.of(key(1), stale, row("y", 2))))
                            .fields())
                    .isEqualTo(Map.of("x", "theirs", "y", 2L));
        }
        assertThat(onlyUpdate().values()).isEqualTo(row("id", "a", "x", "theirs", "y", 2L));
    }

    @Test
    @DisplayName("E6 a whole update under the version of its base sends base and patch without reading")
    void wholeUpdateUnderItsVersion() {
        table.put("a", row("x", 1));
        CrudBuilder builder = five().update(noted(functions::replace))
                .wholeUpdates()
                .exactWrites()
                .conditionalUpdates()
                .get(id -> {
                    throw new AssertionError("read " + id);
                });
        try (SyncAdapter adapter = builder.build()) {
            Document base = adapter.list(Cursor.START, 9).documents().get(0);

            adapter.update(Update.of(key(1), base, row("y", 2)));
        }
        assertThat(onlyUpdate().values()).isEqualTo(row("id", "a", "x", 1L, "y", 2L));
        assertThat(onlyUpdate().expected()).contains("1");
    }

    @Test
    @DisplayName(
            "E14 a creation time decides nothing: an update of false, 0, empty text or a missing field is an update")
    void createdDecidesNothing() {
        table.put("a", row("x", 0, "y", "", "z", false));
        try (SyncAdapter adapter = five().created("created_at").build()) {
            Document base = adapter.list(Cursor.START, 9).documents().get(0);

            adapter.update(Update.of(key(1), base, row("x", 1, "y", "b", "z", true, "new", 1)));
        }
        assertThat(sent).hasSize(1).first().isInstanceOf(RowUpdate.class);
    }

    @Test
    @DisplayName("E14 a write that would set a bookkeeping column is refused by the column's name")
    void bookkeepingIsNotWritten() {
        try (SyncAdapter adapter = five().created("created_at").build()) {
            Create create = Create.of(key(1), "a", row("created_at", "2026-01-01"));
            Update update = Update.unconditional(key(2), "a", row("version", null));

            assertThat(refusal(adapter.create(create))).contains("created_at");
            assertThat(refusal(adapter.update(update))).contains("version");
        }
        assertThat(sent).isEmpty();
    }

    @Test
    @DisplayName("VALUE-14 managed fields are delivered and never sent")
    void managedFieldsAreNotSent() {
        table.put("a", row("x", 1, "total", 5));
        try (SyncAdapter adapter = five().managedFields(Set.of("total")).build()) {
            Document base = adapter.list(Cursor.START, 9).documents().get(0);
            assertThat(base.fields()).containsEntry("total", 5L);

            adapter.update(Update.of(key(1), base, row("x", 2, "total", 6)));
            assertThat(onlyUpdate().values()).isEqualTo(row("x", 2L));

            Outcome onlyManaged = adapter.update(Update.unconditional(key(2), "a", row("total", 7)));
            assertThat(saved(onlyManaged).fields()).containsEntry("total", 5L);
        }
        assertThat(sent).hasSize(1);
    }

    @Test
    @DisplayName("E25 without a delete function a delete is an update of the flag")
    void deleteByFlag() {
        table.put("a", row("x", 1));
        CrudBuilder builder = CrudAdapter.builder("things")
                .list(functions::all)
                .get(functions::get)
                .update(noted(functions::patch))
                .version("version")
                .updated("updated_at")
                .deletedAt("deleted_at")
                .clock(Clock.fixed(Instant.parse("2026-05-06T07:08:09Z"), ZoneOffset.UTC));
        try (SyncAdapter adapter = builder.build()) {
            Change now =
                    applied(adapter.delete(Delete.unconditional(key(1), "a"))).orElseThrow();

            assertThat(now.present()).isEmpty();
            assertThat(now.version()).contains(new Version("2"));
            assertThat(adapter.list(Cursor.START, 9).documents()).isEmpty();
            assertThat(adapter.capability(Lookup.class).orElseThrow().find(List.of("a")))
                    .isEmpty();
            assertThat(conflict(adapter.update(Update.unconditional(key(2), "a", row("x", 2)))))
                    .isEqualTo(now);
        }
        assertThat(onlyUpdate().values()).isEqualTo(row("deleted_at", "2026-05-06T07:08:09Z"));
    }

    @Test
    @DisplayName("E25 a create over a flagged row revives it and clears what is not sent")
    void createRevives() {
        table.put("a", row("old", 1, "x", 1, "deleted", true));
        CrudBuilder builder = five().get(functions::get).deletedFlag("deleted");
        try (SyncAdapter adapter = builder.build()) {
            Create over = Create.of(key(1), "a", row("x", 2)).over(new Version("1"));

            assertThat(saved(adapter.create(over)).fields()).isEqualTo(Map.of("x", 2L));
        }
        assertThat(onlyUpdate().values()).isEqualTo(row("old", null, "x", 2L, "deleted", false));
    }

    @Test
    @DisplayName("E25 a create that does not name the deletion, or names another, does not revive")
    void createDoesNotReviveBlindly() {
        table.put("a", row("deleted", true));
        try (SyncAdapter adapter =
                five().get(functions::get).deletedFlag("deleted").build()) {
            Create plain = Create.of(key(1), "a", row("x", 2));

            assertThat(conflict(adapter.create(plain)).version()).contains(new Version("1"));
            assertThat(conflict(adapter.create(plain.over(new Version("0")))).present())
                    .isEmpty();
        }
        assertThat(sent).isEmpty();
    }

    @Test
    @DisplayName("E25 where deletions have no version a first create revives, a resent one does not")
    void createWithoutVersionsRevivesOnce() {
        RowTable plain = RowTable.withoutBooks();
        plain.put("a", row("deleted", true));
        CrudBuilder builder = CrudAdapter.builder("things")
                .list(plain.view()::all)
                .create(plain.view()::insert)
                .update(plain.view()::patch)
                .deletedFlag("deleted");
        try (SyncAdapter adapter = builder.build()) {
            Create create = Create.of(key(1), "a", row("x", 2));

            assertThat(conflict(adapter.create(create.again())).present()).isEmpty();
            assertThat(saved(adapter.create(create)).fields()).isEqualTo(Map.of("x", 2L));
        }
    }

    @Test
    @DisplayName("G3 a create that is sent twice is settled as applied; a delete of what is not there is applied")
    void replaysAreApplied() {
        try (SyncAdapter adapter = five().build()) {
            Create create = Create.of(key(1), "a", row("x", 1));
            adapter.create(create);

            assertThat(applied(Settlement.of(create.again(), adapter.create(create.again()), false)))
                    .isPresent();
            assertThat(applied(adapter.delete(Delete.unconditional(key(2), "nobody"))))
                    .contains(Change.deleted("nobody"));
        }
        assertThat(sent).hasSize(1);
    }

    @Test
    @DisplayName("pitfall 11: a row without a version never equals a base without one")
    void noVersionEqualsNothing() {
        table.raw("a", RowTable.USER, row("id", "a", "x", 1, "updated_at", null));
        try (SyncAdapter adapter = five().build()) {
            Document base = Document.of("a", Map.of("x", 1)).withVersion(new Version("1"));

            assertThat(conflict(adapter.update(Update.of(key(1), base, row("x", 2))))
                            .present())
                    .isPresent();
        }
        assertThat(sent).isEmpty();
    }

    @Test
    @DisplayName("a verb without a function, and an id outside the rule, are refused and nothing is called")
    void whatCannotBeIsRefused() {
        CrudBuilder readOnly = CrudAdapter.builder("things").list(functions::all);
        try (SyncAdapter adapter = readOnly.build();
                SyncAdapter writing = five().build()) {
            assertThat(refusal(adapter.create(Create.of(key(1), "a", row())))).startsWith("verb");
            assertThat(refusal(adapter.delete(Delete.unconditional(key(2), "a"))))
                    .startsWith("verb");
            assertThat(refusal(writing.create(Create.of(key(3), "a/b", row())))).startsWith("id");
            assertThat(refusal(writing.delete(Delete.unconditional(key(4), "x".repeat(1_000)))))
                    .startsWith("id");
        }
        assertThat(sent).isEmpty();
    }
}
