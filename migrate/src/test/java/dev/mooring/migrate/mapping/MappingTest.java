package dev.mooring.migrate.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mooring.sync.Document;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings as code and as a file. */
class MappingTest {

    private static final String FILE = """
            {"collections": {
              "todos": {
                "to": "tasks",
                "rename": {"done": "completed"},
                "drop": ["legacy"],
                "constant": {"origin": "old"},
                "convert": {"count": "integer", "due": "millis-to-time"},
                "references": {"list": "lists"},
                "id": {"stripPrefix": "todo-", "prefix": "t"}},
              "lists": {"id": {"replace": {"pattern": "^list-(.*)$", "with": "l$1"}}}}}
            """;

    @Test
    void aFileSaysWhatCodeSays(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mapping.json");
        Files.writeString(file, FILE);
        Mapping read = Mapping.read(file);

        Document mapped = read.map(
                "todos",
                Document.of(
                        "todo-7",
                        Map.of(
                                "done", true, "legacy", 1, "count", "12", "due", 0, "list", "list-3", "other",
                                "stays")));

        assertThat(read.target("todos")).isEqualTo("tasks");
        assertThat(read.target("lists")).isEqualTo("lists");
        assertThat(mapped.id()).isEqualTo("t7");
        assertThat(mapped.fields())
                .isEqualTo(Map.of(
                        "completed", true,
                        "origin", "old",
                        "count", 12L,
                        "due", "1970-01-01T00:00:00Z",
                        "list", "l3",
                        "other", "stays"));
        assertThat(read.fingerprint("todos")).isEqualTo(Mapping.parse(FILE).fingerprint("todos"));
    }

    @Test
    void codeComesLast() {
        CollectionMapping mapping = CollectionMapping.builder()
                .rename("a", "b")
                .code("twice", fields -> {
                    Map<String, Object> changed = new HashMap<>(fields);
                    changed.put("b", String.valueOf(fields.get("b")).repeat(2));
                    return Map.copyOf(changed);
                })
                .build();

        Document mapped = Mapping.same().with("items", mapping).map("items", Document.of("1", Map.of("a", "x")));

        assertThat(mapped.fields()).isEqualTo(Map.of("b", "xx"));
    }

    @Test
    void anotherMappingHasAnotherFingerprint() {
        assertThat(List.of(
                        CollectionMapping.same(),
                        CollectionMapping.builder().drop("a").build(),
                        CollectionMapping.builder().rename("a", "b").build(),
                        CollectionMapping.builder().constant("a", 1).build(),
                        CollectionMapping.builder()
                                .convert("a", Conversion.TEXT)
                                .build(),
                        CollectionMapping.builder().ids(IdMapping.prefix("a")).build(),
                        CollectionMapping.builder().code("a", fields -> fields).build(),
                        CollectionMapping.builder().to("a").build()))
                .extracting(CollectionMapping::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void unknownNamesComeWithTheNearestOne() {
        refused("{\"collectoins\": {}}", "did you mean 'collections'?");
        refused("{\"collections\": {\"todos\": {\"renam\": {}}}}", "collections.todos", "did you mean 'rename'?");
        refused(
                "{\"collections\": {\"todos\": {\"convert\": {\"a\": \"integr\"}}}}",
                "did you mean 'integer'?",
                "known: text, integer");
        refused("{\"collections\": {\"todos\": {\"id\": {\"prefx\": \"a\"}}}}", "did you mean 'prefix'?");
    }

    @Test
    void whatCannotBeReadIsNamed(@TempDir Path directory) {
        refused("{\"collections\": ", "line 1");
        refused("{} {}", "more after the end");
        refused("[]", "the mapping must be an object");
        refused("{\"collections\": {\"todos\": {\"drop\": \"a\"}}}", "collections.todos.drop must be a list");
        refused("{\"collections\": {\"todos\": {\"to\": 1}}}", "collections.todos.to must be a text");
        refused(
                "{\"collections\": {\"todos\": {\"id\": {\"replace\": {\"pattern\": \"(\", \"with\": \"\"}}}}}",
                "pattern");
        refused(
                "{\"collections\": {\"todos\": {\"rename\": {\"a\": \"c\", \"b\": \"c\"}}}}",
                "collections.todos: two fields become 'c'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mapping.read(directory.resolve("nowhere.json")))
                .withMessageContaining("there is no mapping file");
    }

    @Test
    void conversionsLoseNothingInSilence() {
        assertThat(Conversion.TEXT.of("f", new BigDecimal("1.5"))).isEqualTo("1.5");
        assertThat(Conversion.TEXT.of("f", true)).isEqualTo("true");
        assertThat(Conversion.NUMBER.of("f", " 2.50 ")).isEqualTo(new BigDecimal("2.50"));
        assertThat(Conversion.BOOLEAN.of("f", 1L)).isEqualTo(true);
        assertThat(Conversion.JSON_TEXT.of("f", Map.of("a", 1L))).isEqualTo("{\"a\":1}");
        assertThat(Conversion.JSON.of("f", "[1,null]")).asString().isEqualTo("[1, null]");
        assertThat(Conversion.LIST.of("f", "a")).isEqualTo(List.of("a"));
        assertThat(Conversion.TIME_TO_MILLIS.of("f", "1970-01-01T01:00:01+01:00"))
                .isEqualTo(1000L);
        assertThat(Conversion.INTEGER.of("f", null)).isNull();

        unmappable(Conversion.INTEGER, "1.5", "'f' cannot become integer");
        unmappable(Conversion.INTEGER, "soon", "is no number: soon");
        unmappable(Conversion.BOOLEAN, "yes", "is no truth value");
        unmappable(Conversion.TEXT, Map.of(), "json-text");
        unmappable(Conversion.TIME_TO_MILLIS, "1970-01-01T00:00:00.0001Z", "finer than a millisecond");
        unmappable(Conversion.TIME_TO_MILLIS, "yesterday", "'f' cannot become time-to-millis");
        unmappable(Conversion.MILLIS_TO_TIME, List.of(), "is no number");
    }

    @Test
    void numbersBeyondAllBoundsAreNotWorkedOut() {
        unmappable(Conversion.INTEGER, "1e20000", "'f' cannot become integer");
        unmappable(Conversion.NUMBER, "1e20000", "'f' cannot become number");
    }

    @Test
    void codeThatFailsForARecordPutsThatRecordAside() {
        Mapping failing = Mapping.same()
                .with(
                        "items",
                        CollectionMapping.builder()
                                .code(
                                        "halves",
                                        fields -> Map.of("half", (Long) Objects.requireNonNull(fields.get("n")) / 2))
                                .build())
                .with(
                        "others",
                        CollectionMapping.builder()
                                .ids(new IdMapping("by hand", id -> id.substring(3)))
                                .build());

        assertThatExceptionOfType(Unmappable.class)
                .isThrownBy(() -> failing.map("items", Document.of("1", Map.of("n", "a text"))))
                .withMessageContaining("the code 'halves' failed");
        assertThatExceptionOfType(Unmappable.class)
                .isThrownBy(() -> failing.map("others", Document.of("1", Map.of())))
                .withMessageContaining("'by hand' failed for the id '1'");
    }

    @Test
    void aReplacementThatNamesNoGroupIsRefusedWhenItIsRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> IdMapping.replace("^list-(.*)$", "l$2"));
        assertThatIllegalArgumentException().isThrownBy(() -> IdMapping.replace("^list-", "$"));
        refused(
                "{\"collections\": {\"todos\": {\"id\": {\"replace\": {\"pattern\": \"a\", \"with\": \"$1\"}}}}}",
                "collections.todos.id.replace");
        assertThat(IdMapping.replace("^list-(.*)$", "l$1").of("list-7")).isEqualTo("l7");
    }

    @Test
    void twoFieldsNeverBecomeOne() {
        Mapping mapping = Mapping.same()
                .with("items", CollectionMapping.builder().rename("a", "b").build());

        assertThatExceptionOfType(Unmappable.class)
                .isThrownBy(() -> mapping.map("items", Document.of("1", Map.of("a", 1, "b", 2))))
                .withMessageContaining("two fields become 'b'");
    }

    @Test
    void idsThatDoNotFitAreUnmappable() {
        assertThatExceptionOfType(Unmappable.class)
                .isThrownBy(() -> IdMapping.stripPrefix("a-").of("b-1"))
                .withMessageContaining("does not begin with");
        assertThatExceptionOfType(Unmappable.class)
                .isThrownBy(() -> IdMapping.stripPrefix("a-").of("a-"))
                .withMessageContaining("nothing is left");
        assertThat(IdMapping.SAME.then(IdMapping.prefix("x")).of("1")).isEqualTo("x1");
    }

    private static void refused(String json, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mapping.parse(json))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private static void unmappable(Conversion conversion, Object value, String words) {
        assertThatExceptionOfType(Unmappable.class)
                .isThrownBy(() -> conversion.of("f", value))
                .withMessageContaining(words);
    }
}
