package dev.mooring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void documentsDropNullAndPatchesKeepIt() {
        Map<String, @Nullable Object> fields = map("a", 1, "b", null);

        assertThat(Fields.document(fields)).isEqualTo(Map.of("a", 1L));
        assertThat(Fields.patch(fields)).containsEntry("b", null).hasSize(2);
        assertThat(Fields.document(map("list", Arrays.asList(1, null), "map", map("x", null))))
                .isEqualTo(map("list", Arrays.asList(1L, null), "map", map("x", null)));
    }

    @Test
    void orderStays() {
        Map<String, @Nullable Object> fields = map("z", 1, "a", map("y", 1, "b", 2), "m", null, "c", 3);

        assertThat(Fields.document(fields).keySet()).containsExactly("z", "a", "c");
        assertThat(Fields.patch(fields).keySet()).containsExactly("z", "a", "m", "c");
        assertThat(Fields.value(map("y", 1, "b", 2), "x")).hasToString("{y=1, b=2}");
    }

    @Test
    void fieldsWithoutSomeNamesAreCanonicalAndKeepTheirOrderAndTheirNulls() {
        Map<String, @Nullable Object> fields = map("z", 1, "id", "7", "a", null, "c", 3);

        Map<String, @Nullable Object> kept = Fields.without(fields, Set.of("id", "missing"));

        fields.put("c", 4);
        assertThat(kept).isEqualTo(map("z", 1L, "a", null, "c", 3L));
        assertThat(kept.keySet()).containsExactly("z", "a", "c");
        assertThatThrownBy(() -> kept.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Fields.without(map("id", new Object()), Set.of("id")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'id'");
    }

    @Test
    void copiesDoNotFollowTheirSource() {
        List<@Nullable Object> list = new ArrayList<>(List.of("one"));
        Map<String, @Nullable Object> inner = map("k", "v");
        Map<String, @Nullable Object> fields = map("list", list, "map", inner);
        Map<String, @Nullable Object> copy = Fields.document(fields);

        list.add("two");
        inner.put("k", "other");
        fields.clear();

        assertThat(copy).isEqualTo(Map.of("list", List.of("one"), "map", Map.of("k", "v")));
    }

    @Test
    void patchesApply() {
        Map<String, @Nullable Object> fields = map("a", 1, "b", map("x", 1), "c", 3);

        assertThat(Fields.apply(fields, map("b", map("y", 2), "c", null, "d", 4)))
                .isEqualTo(Map.of("a", 1L, "b", Map.of("y", 2L), "d", 4L));
        assertThat(Fields.diff(fields, map("a", 1.0, "b", map("x", 2), "d", null)))
                .isEqualTo(map("b", Map.of("x", 2L), "c", null));
        assertThat(Fields.diff(fields, fields)).isEmpty();
    }

    @Test
    void comparingSeesThroughFormAndOrder() {
        assertThat(Fields.same(map("a", 1, "b", null), map("a", 1.0))).isTrue();
        assertThat(Fields.same(map("a", map("x", 1, "y", 2)), map("a", map("y", 2, "x", 1))))
                .isTrue();
        assertThat(Fields.same(map("a", map("x", null)), map("a", map()))).isFalse();
        assertThat(Fields.same(map("a", List.of(1, 2)), map("a", List.of(2, 1))))
                .isFalse();
        assertThat(Fields.same(map("a", "1"), map("a", 1))).isFalse();

        assertThat(Fields.covers(map("a", 1, "b", 2), map("a", 1, "c", null))).isTrue();
        assertThat(Fields.covers(map("a", 1), map("a", null))).isFalse();
        assertThat(Fields.covers(map("a", map("x", 1, "y", 2)), map("a", map("x", 1))))
                .isFalse();
    }

    @Nested
    class Refused {

        @Test
        void typesThatJsonLacks() {
            for (Object alien : List.of(
                    'c',
                    new int[0],
                    new Object[0],
                    Set.of(),
                    Optional.empty(),
                    Instant.EPOCH,
                    new UUID(0, 0),
                    new AtomicReference<>("x"),
                    Thread.State.NEW)) {
                refused(
                        map("a", List.of(map("b", alien))),
                        "field 'a[0].b' has a type that JSON lacks: "
                                + alien.getClass().getName());
            }
        }

        @Test
        void unpairedSurrogates() {
            for (String broken : List.of("x\ud83d", "\ude00x", "\ud83d\ud83d\ude00", "\ude00\ud83d", "\ud83dx")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Fields.document(map("a", broken)))
                        .withMessageStartingWith("field 'a' has an unpaired surrogate at ");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Fields.document(map("m", map(broken, 1))))
                        .withMessageContaining("has an unpaired surrogate at ");
            }
            assertThat(Fields.document(map("\ud83d\ude00", "\ud83d\ude00\ud83d\ude00")))
                    .hasSize(1);
        }

        @Test
        void keysThatAreNoText() {
            refused(mapWithKey(null), "the fields has a key that is no text: null");
            refused(mapWithKey(1), "the fields has a key that is no text: java.lang.Integer");
            refused(map("a", mapWithKey(null)), "field 'a' has a key that is no text: null");
        }

        @Test
        void nullInsteadOfFields() {
            @SuppressWarnings("NullAway")
            Runnable nothing = () -> Fields.document(null);

            assertThatIllegalArgumentException().isThrownBy(nothing::run).withMessage("the fields must not be null");
        }

        @Test
        void longNamesAreCutInMessages() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fields.document(map("n".repeat(100_000), map("x".repeat(100_000), Double.NaN))))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
        }
    }

    @Nested
    class Depth {

        @Test
        void aHundredLevelsAreFine() {
            Map<String, @Nullable Object> deep = nested(100);

            assertThat(Fields.document(deep)).isEqualTo(deep);
            refused(nested(101), "is nested deeper than 100");
        }

        @Test
        void canonicalPartsAreCountedWhereTheyAreUsed() {
            Map<String, @Nullable Object> half = Fields.document(nested(60));

            assertThat(Fields.document(wrapped(half, 40))).isEqualTo(nested(100));
            refused(wrapped(half, 41), "is nested deeper than 100");
            refused(map("list", List.of(wrapped(half, 39))), "is nested deeper than 100");
            assertThatIllegalArgumentException().isThrownBy(() -> Fields.apply(map(), map("b", wrapped(half, 40))));
        }

        @Test
        void cyclesEndInTheSameError() {
            Map<String, @Nullable Object> map = new HashMap<>();
            map.put("self", map);
            List<@Nullable Object> list = new ArrayList<>();
            list.add(list);

            refused(map, "is nested deeper than 100");
            refused(map("list", list), "is nested deeper than 100");
        }
    }

    @Nested
    class Canonicals {

        private final Map<String, @Nullable Object> plain = map("a", 1L, "b", Arrays.asList("x", null), "c", null);
        private final Map<String, @Nullable Object> canonical = Fields.patch(plain);

        @Test
        void areTakenAsTheyAre() {
            assertThat(Fields.patch(canonical)).isSameAs(canonical);
            assertThat(Fields.patch(map("inner", canonical)).get("inner")).isSameAs(canonical);
        }

        @Test
        void equalOrdinaryMapsAndLists() {
            assertThat(canonical).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString(plain.toString());
            assertThat(plain).isEqualTo(canonical);
            assertThat(canonical.get("b")).isEqualTo(plain.get("b")).hasSameHashCodeAs(plain.get("b"));
            assertThat(canonical).isNotEqualTo(map("a", 1L, "b", Arrays.asList("x", null)));
            assertThat(canonical.containsKey("c")).isTrue();
            assertThat(canonical.get("nothing")).isNull();
        }

        @Test
        void cannotBeChanged() {
            refuses(() -> canonical.put("a", 2L));
            refuses(() -> canonical.putAll(Map.of("z", 1L)));
            refuses(() -> canonical.remove("a"));
            refuses(canonical::clear);
            refuses(() -> canonical.entrySet().iterator().next().setValue(2L));
            refuses(() -> canonical.keySet().remove("a"));
            refuses(() -> canonical.values().removeIf(value -> true));
            refuses(() -> canonical.replaceAll((name, value) -> null));
            refuses(() -> canonical.merge("a", 1L, (one, other) -> other));
        }

        @Test
        void listsCannotBeChanged() {
            @SuppressWarnings("unchecked")
            List<Object> list = (List<Object>) Objects.requireNonNull(Fields.value(List.of(2, 1), "l"));

            refuses(() -> list.add(1L));
            refuses(() -> list.set(0, 1L));
            refuses(() -> list.remove(0));
            refuses(list::clear);
            refuses(() -> list.sort(null));
            refuses(() -> list.subList(0, 1).clear());
            refuses(() -> list.listIterator().add(1L));
        }

        private void refuses(Runnable change) {
            assertThatThrownBy(change::run).isInstanceOf(UnsupportedOperationException.class);
            assertThat(canonical).isEqualTo(plain);
        }
    }

    private static Map<String, @Nullable Object> nested(int levels) {
        return wrapped(map("leaf", 1L), levels - 1);
    }

    private static Map<String, @Nullable Object> wrapped(Map<String, @Nullable Object> inner, int levels) {
        Map<String, @Nullable Object> result = inner;
        for (int i = 0; i < levels; i++) {
            result = map("in", result);
        }
        return result;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Map<String, @Nullable Object> mapWithKey(@Nullable Object key) {
        return (Map) Collections.singletonMap(key, 1);
    }

    private static void refused(Map<String, @Nullable Object> fields, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fields.document(fields))
                .withMessageContaining(why);
    }

    static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
