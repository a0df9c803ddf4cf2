package dev.mooring.crud;

import static dev.mooring.crud.Samples.key;
import static dev.mooring.crud.Samples.row;
import static dev.mooring.crud.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrudRowsTest {

    private final List<String> reports = new ArrayList<>();

    private CrudBuilder listing(Collection<? extends @Nullable Map<String, ? extends @Nullable Object>> rows) {
        return CrudAdapter.builder("things").list(() -> rows).reports(reports::add);
    }

    private static List<Document> all(CrudBuilder builder) {
        try (SyncAdapter adapter = builder.build()) {
            return adapter.list(Cursor.START, 100).documents();
        }
    }

    @Test
    @DisplayName("E3 rows in any order become records by their id")
    void rowsBecomeRecords() {
        List<Document> all = all(listing(List.of(row("id", "b", "title", "B"), row("id", "a", "title", null))));

        assertThat(all).containsExactly(Document.of("b", Map.of("title", "B")), Document.of("a", Map.of()));
    }

    @Test
    @DisplayName("E5 rows without an id, and null rows, are left out and reported")
    void rowsWithoutAnIdAreLeftOut() {
        List<Document> all = all(
                listing(Arrays.asList(row("title", "no id"), null, row("id", null), row("id", ""), row("id", "a"))));

        assertThat(all).extracting(Document::id).containsExactly("a");
        assertThat(reports).singleElement().asString().contains("4 of 5 rows without an id in column 'id'");
    }

    @Test
    @DisplayName("E10 ids 0, -1, big numbers and UUIDs are ids, in one form of text")
    void numbersAreIds() {
        UUID uuid = UUID.randomUUID();
        List<Map<String, @Nullable Object>> rows =
                List.of(row("id", 0), row("id", -1L), row("id", new BigDecimal("1.2E+20")), row("id", uuid));

        assertThat(all(listing(rows)))
                .extracting(Document::id)
                .containsExactly("0", "-1", "120000000000000000000", uuid.toString());
    }

    @Test
    @DisplayName("E12 another id column is used by every function")
    void idColumnHasAnotherName() {
        List<Map<String, @Nullable Object>> sent = new ArrayList<>();
        CrudBuilder builder = listing(List.of(row("_key", "a", "id", "an ordinary field")))
                .id("_key")
                .exactWrites()
                .wholeUpdates()
                .create(create -> {
                    sent.add(create.values());
                    return Answer.saved(create.values());
                })
                .update(update -> {
                    sent.add(update.values());
                    return Answer.saved(update.values());
                });

        try (SyncAdapter adapter = builder.build()) {
            Document listed = adapter.list(Cursor.START, 9).documents().get(0);
            assertThat(listed).isEqualTo(Document.of("a", Map.of("id", "an ordinary field")));
            assertThat(saved(adapter.create(Create.of(key(1), "b", Map.of("x", 1))))
                            .id())
                    .isEqualTo("b");
            assertThat(saved(adapter.update(Update.of(key(2), listed, Map.of("x", 2))))
                            .fields())
                    .isEqualTo(Map.of("id", "an ordinary field", "x", 2L));
        }
        assertThat(sent)
                .containsExactly(row("_key", "b", "x", 1L), row("_key", "a", "id", "an ordinary field", "x", 2L));
    }

    @Test
    @DisplayName("bookkeeping columns are no fields but say version, time and deletion")
    void bookkeepingIsUnderstood() {
        Map<String, @Nullable Object> alive = row(
                "id", "a", "t", 1, "made", "2026-01-01", "changed", "2026-01-02T03:04:05.123456Z", "rev", 7, "gone", 0);
        Map<String, @Nullable Object> deleted = row("id", "b", "gone", 1);

        List<Document> all = all(listing(List.of(alive, deleted))
                .created("made")
                .updated("changed")
                .version("rev")
                .deletedFlag("gone")
                .writeKeys("keys"));

        assertThat(all)
                .containsExactly(Document.of("a", Map.of("t", 1))
                        .withVersion(new Version("7"))
                        .withModifiedAt(Instant.parse("2026-01-02T03:04:05.123456Z")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongRows")
    @DisplayName("a row of wrong types says what to mend, by row and column")
    void wrongTypesAreNamed(String expected, Map<String, @Nullable Object> row) {
        CrudBuilder builder = listing(List.of(row)).version("rev").updated("changed");

        assertThatThrownBy(() -> all(builder))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("list of things")
                .hasMessageContaining(expected);
    }

    static List<Object[]> wrongRows() {
        Map<String, @Nullable Object> deep = new HashMap<>();
        deep.put("again", deep);
        Map<String, @Nullable Object> endless = row("id", "a", "x", deep);
        return List.of(
                new Object[] {"'id' is neither text nor a whole number", row("id", List.of(1))},
                new Object[] {"'id' is neither text nor a whole number", row("id", 1.5)},
                new Object[] {"row 'a': field 'when' has a type that JSON lacks", row("id", "a", "when", Instant.EPOCH)
                },
                new Object[] {"row 'a': field 'n' is not a finite number", row("id", "a", "n", Double.NaN)},
                new Object[] {"column 'rev' is no version", row("id", "a", "rev", Map.of())},
                new Object[] {"column 'changed' is no moment", row("id", "a", "changed", "yesterday")},
                new Object[] {"column 'changed' is no moment", row("id", "a", "changed", new java.sql.Date(0))},
                new Object[] {"nested deeper", endless});
    }

    @Test
    @DisplayName("null instead of rows says what to mend")
    void nullIsNamed() {
        @SuppressWarnings("NullAway") // what a careless function does
        CrudFunctions.ListAll careless = () -> null;

        assertThatThrownBy(() -> all(CrudAdapter.builder("things").list(careless)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("null");
    }

    @Test
    @DisplayName("a later change of the function's own rows changes nothing")
    void rowsAreCopied() {
        List<Object> inner = new ArrayList<>(List.of(1));
        Map<String, @Nullable Object> mutable = row("id", "a", "inner", inner);
        List<Document> all = all(listing(List.of(mutable)));

        inner.add(2);
        mutable.put("more", true);

        assertThat(all).containsExactly(Document.of("a", Map.of("inner", List.of(1))));
    }

    @Test
    @DisplayName("100,000 rows and ids of 1,000 characters are listed")
    void hugeListsAreListed() {
        String longId = "/.. %,\"' 😀".repeat(100);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        IntStream.range(0, 100_000).forEach(n -> rows.add(row("id", longId + n)));

        assertThat(all(listing(rows)))
                .hasSize(100_000)
                .last()
                .extracting(Document::id)
                .isEqualTo(longId + 99_999);
    }

    @Test
    @DisplayName("E11 pages follow one another, each asked with the last one's cursor")
    void pagesFollow() {
        List<String> asked = new ArrayList<>();
        CrudBuilder builder = CrudAdapter.builder("things").listPages((cursor, limit) -> {
            asked.add(cursor.orElse("") + "/" + limit);
            return cursor.isEmpty()
                    ? Rows.more(List.of(row("id", "a")), "x.y z%/é")
                    : Rows.last(List.of(row("id", "b")));
        });

        try (SyncAdapter adapter = builder.largestPage(50).build()) {
            Page first = adapter.list(Cursor.START, 1_000);
            Page second = adapter.list(first.next(), 7);

            assertThat(first.more()).isTrue();
            assertThat(second.more()).isFalse();
            assertThat(asked).containsExactly("/50", "x.y z%/é/7");
        }
    }

    @Test
    @DisplayName("G3 a page whose call failed is asked again where it was")
    void failedPageIsResumed() {
        RowTable table = new RowTable();
        List.of("a", "b", "c").forEach(id -> table.put(id, row()));
        boolean[] failing = {false};
        CrudBuilder builder = CrudAdapter.builder("things").listPages((cursor, limit) -> {
            if (failing[0]) {
                throw new Unauthenticated("the token has expired");
            }
            return table.view().page(cursor, limit);
        });

        try (SyncAdapter adapter = builder.build()) {
            Page first = adapter.list(Cursor.START, 1);
            failing[0] = true;
            assertThatThrownBy(() -> adapter.list(first.next(), 1)).hasMessage("the token has expired");
            failing[0] = false;
            assertThat(adapter.list(first.next(), 1).documents())
                    .extracting(Document::id)
                    .containsExactly("b");
        }
    }

    @Test
    @DisplayName("a listing that names the same cursor again would never end, and says so")
    void endlessPagesAreNamed() {
        CrudBuilder builder = CrudAdapter.builder("things").listPages((cursor, limit) -> Rows.more(List.of(), "same"));

        try (SyncAdapter adapter = builder.build()) {
            Cursor next = adapter.list(Cursor.START, 1).next();

            assertThatThrownBy(() -> adapter.list(next, 1))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("same");
        }
    }

    @Test
    @DisplayName("ID-8 a row of another id than asked for is never taken for the one")
    void otherRowIsNotTaken() {
        CrudBuilder builder =
                listing(List.of()).get(id -> Optional.of(row("id", "A"))).update(update -> Answer.saved());

        try (SyncAdapter adapter = builder.build()) {
            Update update = Update.unconditional(key(1), "a", Map.of("x", 1));

            assertThatThrownBy(() -> adapter.update(update))
                    .isInstanceOf(Misconfigured.class)
                    .hasMessageContaining("asked for 'a' and answered the row 'A'");
        }
    }
}
