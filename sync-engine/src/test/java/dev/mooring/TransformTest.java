package dev.mooring;

import static dev.mooring.Rig.FAST;
import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransformTest {

    private static final Transform NAMES = Transform.rename("full_name", "name");
    private static final Transform DATES = Transform.instants("at");
    private static final Transform TEXTS = Transform.json("tags");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void recordsAreLoadedInTheFormOfTheApplication() {
        rig.created("1", Map.of("full_name", "Ann", "at", "2026-01-02T13:00:00+01:00", "tags", "[1, {\"a\": null}]"));
        Records<Map<String, @Nullable Object>> people = people();
        people.sync(MOST);

        Map<String, @Nullable Object> ann = people.get("1").orElseThrow();

        assertThat(ann).containsEntry("name", "Ann").containsEntry("at", NOON).doesNotContainKey("full_name");
        assertThat(String.valueOf(ann.get("tags"))).isEqualTo("[1, {a=null}]");
    }

    @Test
    void recordsAreSavedInTheFormOfTheBackend() {
        Records<Map<String, @Nullable Object>> people = people();

        people.put("1", Map.of("name", "Ann", "at", NOON, "tags", List.of(1, 2)));

        assertThat(people.awaitPushed("1", MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("full_name", "Ann", "at", "2026-01-02T12:00:00Z", "tags", "[1,2]"));
        assertThat(people.get("1").orElseThrow()).containsEntry("name", "Ann").containsEntry("at", NOON);
    }

    @Test
    void severalAreLoadedInOrderAndSavedInTheOppositeOne() {
        Transform outer = Transform.rename("a", "b").then(Transform.rename("b", "c"));
        Records<Map<String, @Nullable Object>> rows = rig.mooring()
                .records("rows")
                .transform(outer)
                .transform(Transform.rename("c", "d"))
                .sync(rig.client())
                .open();
        rig.created("1", Map.of("a", 1));
        rows.sync(MOST);
        assertThat(rows.get("1")).contains(Map.of("d", 1L));

        rows.patch("1", Map.of("d", 2));

        assertThat(rows.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("a", 2L));
    }

    @Test
    void law21_fieldThatLoadAddsNeverBecomesAnEdit() {
        rig.created("1", Map.of("first", "Ann", "last", "Lee"));
        Transform whole = adding("whole", "Ann Lee");
        Records<Map<String, @Nullable Object>> people = rig.mooring()
                .records("people")
                .transform(whole)
                .sync(rig.client())
                .open();
        people.sync(MOST);

        Map<String, @Nullable Object> seen = people.get("1").orElseThrow();
        assertThat(seen).containsEntry("whole", "Ann Lee");
        people.put("1", seen);
        assertThat(people.patch("1", same -> same)).isFalse();
        assertThat(people.status().pending()).isZero();
        people.patch("1", Map.of("first", "Anna"));

        assertThat(people.pendingWrites(0, 10))
                .allSatisfy(write -> assertThat(write.intent().fields()).isEqualTo(Map.of("first", "Anna")));
        assertThat(people.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("first", "Anna", "last", "Lee"));
    }

    @Test
    void law21_fieldThatLoadHidesStaysWhenTheRecordIsPut() {
        rig.created("1", Map.of("title", "a", "secret", "s"));
        Records<Map<String, @Nullable Object>> rows = rig.mooring()
                .records("rows")
                .transform(hiding("secret"))
                .sync(rig.client())
                .open();
        rows.sync(MOST);

        rows.put("1", Map.of("title", "b"));

        assertThat(rows.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("title", "b", "secret", "s"));
    }

    @Test
    void saveThatThrowsFailsTheCallAndStoresNothing() {
        Records<Map<String, @Nullable Object>> rows =
                rig.mooring().records("rows").transform(failing(false)).open();

        assertThatThrownBy(() -> rows.putAll(Map.of("1", Map.of("title", "fine"), "2", Map.of("title", "bad"))))
                .isInstanceOf(TransformFailure.class)
                .hasMessageContaining("record '2' of 'rows' could not be saved");

        assertThat(rows.list("", 10)).isEmpty();
    }

    @Test
    void loadThatThrowsLeavesTheRecordOutReportsItOnceAndKeepsIt() {
        BlockingQueue<Trouble> told = new LinkedBlockingQueue<>();
        rig.created("1", Map.of("title", "fine"));
        rig.created("2", Map.of("title", "bad"));
        Records<Map<String, @Nullable Object>> rows = rig.mooring()
                .records("rows")
                .transform(failing(true))
                .onError(told::add)
                .sync(rig.client())
                .open();
        rows.sync(MOST);

        assertThat(rows.list("", 10)).extracting(RecordChange::id).containsExactly("1");
        assertThat(rows.list("", 10)).hasSize(1);
        assertThatThrownBy(() -> rows.get("2")).isInstanceOf(TransformFailure.class);
        Trouble trouble = next(told);
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.UNREADABLE);
        assertThat(trouble.ids()).containsExactly("2");
        assertThat(told).isEmpty();
        rig.updated("2", Map.of("title", "mended"));
        rows.sync(MOST);
        assertThat(rows.get("2")).contains(Map.of("title", "mended"));
    }

    @Test
    void unreadableRecordIsMendedByAPutThatClearsNothing() {
        rig.created("2", Map.of("title", "bad", "other", 1));
        Records<Map<String, @Nullable Object>> rows = rig.mooring()
                .records("rows")
                .transform(failing(true))
                .sync(rig.client())
                .open();
        rows.sync(MOST);
        assertThatThrownBy(() -> rows.patch("2", Map.of("title", "x"))).isInstanceOf(TransformFailure.class);

        rows.put("2", Map.of("title", "fine"));

        assertThat(rows.flush(MOST)).isTrue();
        assertThat(rig.there("2")).contains(Map.of("title", "fine", "other", 1L));
    }

    @Test
    void typedRecordGetsWhatTheTransformsMade() {
        rig.created("1", Map.of("full_name", "Ann", "at", "2026-01-02T12:00:00Z"));
        Records<Person> people = rig.mooring()
                .records("people", Person.class)
                .transform(NAMES)
                .transform(DATES)
                .sync(rig.client())
                .open();
        people.sync(MOST);

        people.patch("1", ann -> new Person(ann.name() + "a", ann.at().plusSeconds(60)));

        assertThat(people.get("1")).contains(new Person("Anna", NOON.plusSeconds(60)));
        assertThat(people.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("full_name", "Anna", "at", "2026-01-02T12:01:00Z"));
    }

    @Test
    void recordThatDoesNotFitItsTypeIsReportedToo() {
        BlockingQueue<Trouble> told = new LinkedBlockingQueue<>();
        rig.created("1", Map.of("name", "Ann", "at", List.of("no moment")));
        Records<Person> people = rig.mooring()
                .records("people", Person.class)
                .sync(rig.client())
                .onError(told::add)
                .open();
        people.sync(MOST);

        assertThat(people.list("", 10)).isEmpty();
        assertThat(next(told).kind()).isEqualTo(Trouble.Kind.UNREADABLE);
    }

    @Test
    void momentsAreFoundWhenNoFieldIsNamed() {
        Transform all = Transform.instants();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", "2026-01-02T12:00:00.000Z");
        fields.put("day", "2026-01-02");
        fields.put("none", null);

        Map<String, @Nullable Object> loaded = all.load(fields);

        assertThat(loaded)
                .containsEntry("at", NOON)
                .containsEntry("day", "2026-01-02")
                .containsEntry("none", null);
        assertThat(all.save(loaded)).containsEntry("at", "2026-01-02T12:00:00Z");
    }

    private Records<Map<String, @Nullable Object>> people() {
        return rig.mooring()
                .records("people")
                .sync(rig.client())
                .retry(FAST)
                .transform(NAMES)
                .transform(DATES.then(TEXTS))
                .open();
    }

    private static Transform adding(String name, Object value) {
        return transform(
                fields -> {
                    fields.put(name, value);
                    return fields;
                },
                fields -> fields);
    }

    private static Transform hiding(String name) {
        return transform(
                fields -> {
                    fields.remove(name);
                    return fields;
                },
                fields -> fields);
    }

    private static Transform failing(boolean load) {
        UnaryOperator<Map<String, @Nullable Object>> picky = fields -> {
            if ("bad".equals(fields.get("title"))) {
                throw new IllegalStateException("a bad title");
            }
            return fields;
        };
        return load ? transform(picky, fields -> fields) : transform(fields -> fields, picky);
    }

    private static Transform transform(
            UnaryOperator<Map<String, @Nullable Object>> load, UnaryOperator<Map<String, @Nullable Object>> save) {
        return Transforms.of(load, save);
    }

    record Person(String name, Instant at) {}
}
