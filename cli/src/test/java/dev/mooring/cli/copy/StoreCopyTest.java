package dev.mooring.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.Document;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreCopyTest {

    private static final String HEADER = "{\"kind\":\"mooring-store\",\"format\":1}";
    private static final String NOTE = "{\"kind\":\"note\",\"collection\":\"\",\"name\":\"device\",\"text\":\"d\"}";
    private static final String RECORD = "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"1\",\"pending\":false}";
    private static final String PENDING = "{\"kind\":\"pending\",\"sequence\":1,\"collection\":\"c\",\"id\":\"1\","
            + "\"key\":\"d-1\",\"made\":\"2026-01-01T12:00:00Z\",\"status\":\"READY\",\"verb\":\"CREATE\","
            + "\"due\":\"2026-01-01T12:00:00Z\"}";

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCopyHoldsAllThatCanBeRead(long seed) {
        try (LocalStore store = SqliteStore.at(directory.resolve("a.db"));
                LocalStore again = SqliteStore.at(directory.resolve("b.db"))) {
            RandomStore.fill(store, seed);
            List<String> lines = new ArrayList<>();

            Copied out = StoreExport.of(store, lines::add);
            Copied in = StoreImport.into(again, text(lines));

            assertThat(in).as("seed " + seed).isEqualTo(out);
            assertThat(out.records()).isEqualTo(RandomStore.RECORDS);
            assertThat(out.pending()).isEqualTo(RandomStore.NUMBERS);
            assertThat(out.letters()).isEqualTo(RandomStore.NUMBERS);
            assertThat(dump(again)).as("seed " + seed).isEqualTo(dump(store));
            List<String> linesAgain = new ArrayList<>();
            StoreExport.of(again, linesAgain::add);
            assertThat(linesAgain).as("seed " + seed).isEqualTo(lines);
        }
    }

    @Test
    void anEmptyStoreIsTwoLines() {
        List<String> lines = new ArrayList<>();

        Copied copied = StoreExport.of(new MemoryStore(), lines::add);

        assertThat(copied).isEqualTo(Copied.NOTHING);
        assertThat(lines).containsExactly(HEADER, end(1));
        assertThat(read(lines)).isEqualTo(copied);
    }

    @Test
    void fieldsAsDeepAsTheyMayBeComeBack() {
        @Nullable Object value = 1L;
        for (int depth = 0; depth < 99; depth++) {
            value = Map.of("f", value);
        }
        StoredRecord deep = StoredRecord.of("c", Document.of("1", Map.of("f", value)));
        LocalStore store = new MemoryStore();
        store.write(tx -> {
            tx.put(deep);
            return true;
        });
        List<String> lines = new ArrayList<>();
        StoreExport.of(store, lines::add);
        LocalStore again = new MemoryStore();

        StoreImport.into(again, text(lines));

        assertThat(again.<Optional<StoredRecord>>read(reader -> reader.record("c", "1")))
                .contains(deep);
    }

    @Test
    void aCopyThatWasCutOffAnywhereIsRefused() {
        List<String> lines = List.of(HEADER, NOTE, RECORD, PENDING, end(4));
        assertThat(read(lines)).isEqualTo(new Copied(1, 1, 0, 1));

        for (int kept = 0; kept < lines.size(); kept++) {
            List<String> cut = lines.subList(0, kept);

            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(UnreadableCopy.class)
                    .hasMessage("line " + (kept + 1) + ": the copy ends here, without its last line");
        }
    }

    @Test
    void aLineThatIsMissingOrAddedIsSeen() {
        refused(List.of(HEADER, RECORD, end(3)), "line 3: the copy had 3 lines before this one, and 2 are there");
        refused(List.of(HEADER, end(1), NOTE), "line 3: there is more after the end of the copy");
        refused(List.of(HEADER, NOTE, NOTE, end(3)), "line 3: note 'device' is there twice");
        refused(List.of(HEADER, RECORD, RECORD, end(3)), "line 3: record '1' is there twice");
        refused(List.of(HEADER, PENDING, PENDING, end(3)), "line 3: write 1 is there twice");
    }

    @Test
    void anotherFormatIsRefused() {
        assertThatThrownBy(() -> read(List.of("{\"kind\":\"mooring-store\",\"format\":2,\"new\":1}")))
                .isInstanceOfSatisfying(
                        UnreadableCopy.class, copy -> assertThat(copy.newer()).isTrue())
                .hasMessageContaining("line 1: the copy has format 2");
        refused(List.of("{\"kind\":\"mooring-store\",\"format\":0}"), "line 1: the copy has format 0");
        refused(List.of("{\"kind\":\"mooring-store\"}"), "line 1: 'format' is missing");
        refused(List.of(RECORD), "line 1: this is no copy of a store");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1]|it is no JSON object",
                "nonsense|it is no JSON",
                "{}|'kind' is missing",
                "{\"kind\":1}|'kind' is not a text",
                "{\"kind\":\"else\"}|its kind is not known here",
                "{\"kind\":\"note\"} x|it is no JSON",
                "{\"kind\":\"note\",\"kind\":\"note\"}|it is no JSON",
                "{\"kind\":\"note\",\"collection\":\"c\",\"name\":\"n\"}|'text' is missing",
                "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"\",\"pending\":true}|must not be empty",
                "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"1\",\"pending\":1}|'pending' is not true or false",
                "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"1\",\"pending\":true,\"x\":1}|'x' is not known here",
                "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"1\",\"pending\":true,\"view\":null}|'view' is not",
                "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"1\",\"pending\":true,\"view\":{\"n\":1e99999}}|n",
                "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"1\",\"pending\":true,\"base\":{\"id\":\"2\"}}|base",
                "{\"kind\":\"record\",\"collection\":\"c\",\"id\":\"1\",\"pending\":true,\"mark\":0.5}|'mark' is not",
                "{\"kind\":\"pending\",\"sequence\":99999999999999999999}|'sequence' is not a whole number",
                "{\"kind\":\"dead-letter\",\"number\":1}|'write' is missing",
                "{\"kind\":\"end\",\"lines\":1,\"more\":1}|'more' is not known here"
            })
    void aBrokenLineIsNamedByItsNumber(String line, String reason) {
        assertThatThrownBy(() -> read(List.of(HEADER, line, end(2))))
                .isInstanceOf(UnreadableCopy.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"READY,SOON,'status'", "CREATE,MAKE,'verb'", "2026-01-01T12:00:00Z,noon,is no time", "d-1,,write key"})
    void aBrokenWriteIsNamedByItsNumber(String good, @Nullable String bad, String reason) {
        String broken = PENDING.replace(good, bad == null ? "" : bad);

        assertThatThrownBy(() -> read(List.of(HEADER, NOTE, broken, end(3))))
                .isInstanceOf(UnreadableCopy.class)
                .hasMessageStartingWith("line 3: ")
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        refused(List.of(HEADER, "{\"a\":" + "[".repeat(100_000)), "line 2: it is no JSON: ");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = (HEADER + "\n{\"\u00ff").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> StoreImport.into(new MemoryStore(), new ByteArrayInputStream(bytes)))
                .isInstanceOf(UnreadableCopy.class)
                .hasMessage("line 2: it is not in UTF-8");
    }

    @Test
    void aLineWithoutEndIsNotReadWhole() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> StoreImport.into(new MemoryStore(), endless, 100_000))
                .isInstanceOf(UnreadableCopy.class)
                .hasMessage("line 1: it is longer than a line of a copy may be");
    }

    private static void refused(List<String> lines, String message) {
        assertThatThrownBy(() -> read(lines))
                .isInstanceOfSatisfying(
                        UnreadableCopy.class, copy -> assertThat(copy.newer()).isFalse())
                .hasMessageStartingWith(message);
    }

    private static Copied read(List<String> lines) {
        return StoreImport.into(new MemoryStore(), text(lines));
    }

    private static String end(int lines) {
        return "{\"kind\":\"end\",\"lines\":" + lines + "}";
    }

    private static InputStream text(List<String> lines) {
        String text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> dump(LocalStore store) {
        return store.read(StoreCopyTest::dump);
    }

    private static Map<String, Object> dump(StoreReader reader) {
        Map<String, Object> all = new TreeMap<>();
        List<String> ids = IntStream.range(0, RandomStore.RECORDS)
                .mapToObj(RandomStore::id)
                .toList();
        all.put("collections", new HashSet<>(reader.collections()));
        all.put("notes", reader.notes("", "", 1_000));
        for (String collection : RandomStore.COLLECTIONS) {
            all.put(collection + " nameless", reader.note(collection, ""));
            all.put(collection + " notes", reader.notes(collection, "", 1_000));
            all.put(collection + " records", reader.records(collection, "", 1_000));
            all.put(collection + " marks", reader.marks(collection, ids));
            all.put(collection + " based", reader.based(collection));
            all.put(collection + " pending", reader.pending(collection, 0, 1_000));
            all.put(collection + " pending of", reader.pendingOf(collection, ids));
            all.put(collection + " pending count", reader.pendingCount(collection));
            all.put(collection + " letters", reader.deadLetters(collection, 0, 1_000));
            all.put(collection + " letter count", reader.deadLetterCount(collection));
            all.put(collection + " next due", reader.nextDue(collection));
            for (PendingWrite.Status status : PendingWrite.Status.values()) {
                all.put(collection + " " + status, reader.pending(collection, status, Instant.MAX, 1_000));
            }
            for (long generation = 0; generation < 5; generation++) {
                all.put(collection + " unmarked " + generation, reader.unmarked(collection, generation, "", 1_000));
            }
        }
        for (long number = 1; number < 1_000; number++) {
            all.put("waiting for " + number, reader.waitingFor(number, 1_000));
        }
        return all;
    }

    @Test
    void whatIsTooLargeForALineIsNamed() {
        LocalStore store = new MemoryStore();
        store.write(tx -> {
            tx.put(StoredRecord.of("c", Document.of("long", Map.of("f", "x".repeat(200)))));
            return true;
        });

        assertThatThrownBy(() -> StoreExport.of(store, line -> {}, 600))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("a record of ", "(200)", "\"collection\":\"c\",\"id\":\"long\"");
    }
}
