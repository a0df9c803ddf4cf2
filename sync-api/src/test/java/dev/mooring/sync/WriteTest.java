package dev.mooring.sync;

import static dev.mooring.sync.FieldsTest.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WriteTest {

    private static final WriteKey KEY = WriteKey.of("device", 1);
    private static final Document BASE =
            Document.of("1", Map.of("a", 1, "b", 2)).withVersion(new Version("v"));

    @Test
    void onlyResentTellsTheAttemptsApart() {
        List<Write> writes = List.of(
                Create.of(KEY, "1", Map.of("a", 1)).over(new Version("t")),
                Update.of(KEY, BASE, map("a", null)),
                Delete.of(KEY, BASE));

        for (Write first : writes) {
            Write second = first.again();

            assertThat(first.resent()).isFalse();
            assertThat(second.resent()).isTrue();
            assertThat(second.again()).isEqualTo(second);
            assertThat(second).isInstanceOf(first.getClass()).isNotEqualTo(first);
            assertThat(second).hasToString(first.toString().replace("resent=false", "resent=true"));
        }
    }

    @Test
    void preconditionsComeFromTheBase() {
        Version version = new Version("v");

        assertThat(Create.of(KEY, "1", Map.of()).baseVersion()).isEmpty();
        assertThat(Create.of(KEY, "1", Map.of()).over(version).baseVersion()).contains(version);
        assertThat(Update.of(KEY, BASE, Map.of("a", 2)).baseVersion()).contains(version);
        assertThat(Update.of(KEY, Document.of("1", Map.of()), Map.of("a", 2)).baseVersion())
                .isEmpty();
        assertThat(Update.unconditional(KEY, "1", Map.of("a", 2)).baseVersion()).isEmpty();
        assertThat(Delete.of(KEY, BASE).baseVersion()).contains(version);
        assertThat(Delete.unconditional(KEY, "1").baseVersion()).isEmpty();
    }

    @Test
    void anUpdateKnowsTheWholeRecord() {
        assertThat(Update.of(KEY, BASE, map("a", null, "c", 3)).whole()).isEqualTo(Map.of("b", 2L, "c", 3L));
        assertThat(Update.unconditional(KEY, "1", map("a", null, "c", 3)).whole())
                .isEqualTo(Map.of("c", 3L));
    }

    @Test
    void anUpdateChangesSomethingOfItsOwnRecord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Update.of(KEY, BASE, Map.of()))
                .withMessage("an update of '1' changes no field");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Update(KEY, "2", Map.of("a", 1), Optional.of(BASE), false))
                .withMessage("an update of '2' cannot have '1' as its base");
    }

    @Test
    void writesKeepCanonicalCopies() {
        Map<String, @Nullable Object> fields = map("a", 1, "b", null);
        Create create = new Create(KEY, "1", fields, Optional.empty(), false);
        Update update = new Update(KEY, "1", fields, Optional.empty(), false);
        fields.clear();

        assertThat(create.fields()).isEqualTo(Map.of("a", 1L));
        assertThat(update.patch()).isEqualTo(map("a", 1L, "b", null));
        assertThat(create).isEqualTo(Create.of(KEY, "1", Map.of("a", 1.0)));
    }

    @Test
    void documentsKeepCopies() {
        Set<WriteKey> keys = new LinkedHashSet<>(Set.of(KEY));
        Document document = Document.of("1", map("x", 0))
                .withContains(keys)
                .withModifiedAt(Instant.EPOCH)
                .withVersion(new Version("v"))
                .withFields(map("x", 1.0, "y", null));
        keys.clear();

        assertThat(document.contains(KEY)).isTrue();
        assertThat(document.contains(WriteKey.of("device", 2))).isFalse();
        assertThat(document)
                .isEqualTo(new Document(
                        "1", Map.of("x", 1L), Optional.of(new Version("v")), Set.of(KEY), Optional.of(Instant.EPOCH)));
    }

    @Test
    void writeKeysAreDeviceAndNumber() {
        assertThat(WriteKey.of("a-b", 0).token()).isEqualTo("a-b-0");
        assertThat(new WriteKey("a-b-7").device()).isEqualTo("a-b");
        assertThat(WriteKey.of("d", Long.MAX_VALUE).device()).isEqualTo("d");

        for (String wrong : List.of(
                "", "-", "-1", "a", "a-", "1", "a-x", "a-1x", "a-\u0661", "a b-1", "a\n-1", "ä-1", "a\u007f-1")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new WriteKey(wrong));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriteKey.of("d", -1))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriteKey.of("", 1))
                .withMessageContaining("device");
    }

    @Test
    void aDeviceThatIsMissingIsNoDeviceOfTheNameNull() {
        @SuppressWarnings("NullAway")
        Runnable nameless = () -> WriteKey.of(null, 1);

        assertThatIllegalArgumentException().isThrownBy(nameless::run).withMessageContaining("device");
    }

    @Test
    void cursorsAreTextAndStartIsEmpty() {
        assertThat(Cursor.START.isStart()).isTrue();
        assertThat(new Cursor("")).isEqualTo(Cursor.START);
        assertThat(new Cursor("x").isStart()).isFalse();
    }

    @Test
    void idsAreMatchedWholeAndMeasuredInBytes() {
        Ids ids = Ids.clientMade("[a-zäé]*", 4);

        assertThat(ids.accepts("abcd")).isTrue();
        assertThat(ids.accepts("ää")).isTrue();
        assertThat(ids.accepts("äää")).isFalse();
        assertThat(ids.accepts("abcde")).isFalse();
        assertThat(ids.accepts("a1")).isFalse();
        assertThat(ids.accepts("")).isFalse();
        assertThat(Ids.clientMade(10).accepts("a\nb/../%")).isTrue();
        assertThat(Ids.clientMade(10).accepts("\ud83d\ude00")).isTrue();
        assertThat(Ids.clientMade(10).accepts("a\ud83d")).isFalse();
        assertThat(Ids.serverMade(Ids.Type.INTEGER).accepts("-12")).isTrue();
        assertThat(Ids.serverMade(Ids.Type.INTEGER).accepts("x")).isFalse();
        assertThat(Ids.serverMade(Ids.Type.TEXT).accepts("x")).isTrue();
        assertThat(Ids.serverMade(Ids.Type.TEXT).clientMade()).isFalse();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ids.clientMade("[", 1))
                .withMessageContaining("no regular expression: [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ids.clientMade(0))
                .withMessageContaining("at least 1 byte");
    }
}
