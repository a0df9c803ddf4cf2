package dev.mooring;

import static dev.mooring.Rig.MOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Verb;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collection has no backend, then it has one, maybe again: what was written in between is sent. */
class AdoptionTest {

    private static final Map<String, @Nullable Object> LIGHT = Map.of("theme", "light");

    private Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void recordsMadeBeforeThereWasABackendAreSentOnce() {
        local().put("1", Map.of("title", "a"));
        local().put("2", Map.of("title", "b"));
        local().delete("2");
        FlakyAdapter server = restarted();

        Records<Map<String, @Nullable Object>> todos = synced(server);

        assertThat(todos.status().pending()).isEqualTo(1);
        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("title", "a"));
        FlakyAdapter again = restarted();
        assertThat(synced(again).sync(MOST)).isTrue();
        assertThat(again.arrivals()).isEmpty();
        assertThat(server.arrivals()).containsExactly("1");
    }

    @Test
    void howeverManyThereAreAllOfThemWait() {
        Map<String, Map<String, @Nullable Object>> many = new LinkedHashMap<>();
        for (int i = 0; i < 1_234; i++) {
            many.put("r" + i, Map.of("n", i));
        }
        local().putAll(many);
        FlakyAdapter server = restarted();

        Records<Map<String, @Nullable Object>> todos =
                rig.mooring().records("todos").sync(server).manual().open();

        assertThat(todos.status().pending()).isEqualTo(1_234);
    }

    @Test
    void editsMadeWithoutTheBackendAreMergedWithWhatOthersDid() {
        Records<Map<String, @Nullable Object>> before = synced(rig.flaky());
        before.put("1", Map.of("title", "a", "note", "b"));
        before.put("2", Map.of("title", "c"));
        before.put("untouched", Map.of("title", "d"));
        assertThat(before.sync(MOST)).isTrue();
        rig.restart();
        assertThat(local().patch("1", Map.of("title", "mine"))).isTrue();
        assertThat(local().delete("2")).isTrue();
        assertThat(local().get("2")).isEmpty();
        local().put("3", Map.of("title", "new"));
        rig.updated("1", Map.of("note", "theirs"));
        FlakyAdapter server = restarted();

        assertThat(synced(server).sync(MOST)).isTrue();

        assertThat(rig.there("1")).contains(Map.of("title", "mine", "note", "theirs"));
        assertThat(rig.there("2")).isEmpty();
        assertThat(rig.there("3")).contains(Map.of("title", "new"));
        assertThat(server.arrivals()).doesNotContain("untouched");
    }

    @Test
    void writesThatWaitedWhenTheBackendWentGoOn() {
        Records<Map<String, @Nullable Object>> before = synced(rig.flaky());
        before.gate(false);
        before.put("1", Map.of("title", "a"));
        before.put("2", Map.of("title", "b"));
        before.put("3", Map.of("title", "c"));
        rig.restart();
        local().patch("1", Map.of("title", "mine"));
        local().delete("2");
        FlakyAdapter server = restarted();

        Records<Map<String, @Nullable Object>> todos = synced(server);

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(server.arrivals()).containsExactlyInAnyOrder("1", "3");
        assertThat(rig.there("1")).contains(Map.of("title", "mine"));
        assertThat(rig.there("3")).contains(Map.of("title", "c"));
    }

    @Test
    void deletedAndMadeAgainItIsCreatedAgain() {
        Records<Map<String, @Nullable Object>> before = synced(rig.flaky());
        before.put("1", Map.of("title", "a"));
        assertThat(before.sync(MOST)).isTrue();
        before.gate(false);
        before.delete("1");
        rig.restart();
        local().put("1", Map.of("other", "b"));

        assertThat(synced(restarted()).sync(MOST)).isTrue();

        assertThat(rig.there("1")).contains(Map.of("other", "b"));
    }

    @Test
    void law13_recordsGoAfterThoseOfTheirOwnCollectionThatTheyReferTo() {
        Map<String, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
        for (int i = 0; i < 600; i++) {
            rows.put(String.format("r%03d", i), Map.of("parent", String.format("r%03d", i + 1)));
        }
        rows.put("r600", Map.of("title", "the first one"));
        rows.put("x", Map.of("parent", "y"));
        rows.put("y", Map.of("parent", "x"));
        rows.put("z", Map.of("parent", "z"));
        local().putAll(rows);
        FlakyAdapter server = restarted();

        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .reference("parent", "todos")
                .sync(server)
                .open();

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(server.arrivals()).hasSize(604);
        assertThat(server.arrivals().stream().filter(id -> id.startsWith("r")))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void recordThatTheBackendHasTooIsMerged() {
        local().put("1", Map.of("title", "mine"));
        rig.created("1", Map.of("title", "theirs", "note", "b"));

        assertThat(synced(restarted()).sync(MOST)).isTrue();

        assertThat(rig.there("1")).contains(Map.of("title", "mine", "note", "b"));
    }

    @Test
    void initialRowsAreSentOnlyWhereTheyWereWritten() {
        Map<String, Map<String, @Nullable Object>> rows = Map.of("a", LIGHT, "b", LIGHT, "c", LIGHT);
        Records<Map<String, @Nullable Object>> before =
                rig.mooring().records("todos").initial(rows).open();
        before.patch("b", Map.of("size", 12));
        before.delete("c");
        before.put("c", LIGHT);
        FlakyAdapter server = restarted();

        Records<Map<String, @Nullable Object>> todos =
                rig.mooring().records("todos").sync(server).initial(rows).open();

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(server.arrivals()).containsExactlyInAnyOrder("b", "c");
        assertThat(rig.there("b")).contains(Map.of("theme", "light", "size", 12L));
    }

    @Test
    void law21_fieldsThatAreLocalNowDoNotTravel() {
        local().put("1", Map.of("title", "a", "opened", true));
        restarted();

        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .local("opened")
                .sync(rig.client())
                .open();

        assertThat(todos.get("1")).contains(Map.of("title", "a", "opened", true));
        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("title", "a"));
    }

    @Test
    void law21_localFieldsOutliveATimeWithoutABackend() {
        Records<Map<String, @Nullable Object>> before = rig.mooring()
                .records("todos")
                .local("opened")
                .sync(rig.client())
                .open();
        before.put("1", Map.of("title", "a", "opened", true));
        assertThat(before.sync(MOST)).isTrue();
        rig.restart();
        assertThat(local().patch("1", Map.of("title", "b"))).isTrue();
        assertThat(local().get("1")).contains(Map.of("title", "b", "opened", true));
        restarted();

        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .local("opened")
                .sync(rig.client())
                .open();

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("title", "b"));
        assertThat(todos.get("1")).contains(Map.of("title", "b", "opened", true));
    }

    @Test
    void law21_localFieldsOutliveEditsThatChangeNothing() {
        Records<Map<String, @Nullable Object>> before = noted();
        before.put("1", Map.of("title", "a", "opened", true, "page", 3));
        assertThat(before.sync(MOST)).isTrue();
        rig.restart();

        assertThat(local().patch("1", same -> same)).isFalse();
        assertThat(local().patch("1", same -> Map.of("title", "a", "opened", true, "page", 3)))
                .isFalse();
        assertThat(local().patch("1", Map.of("title", "a", "page", 3))).isTrue();

        assertThat(local().get("1")).contains(Map.of("title", "a", "opened", true, "page", 3L));
        FlakyAdapter server = restarted();
        Records<Map<String, @Nullable Object>> todos = noted(server);
        assertThat(todos.flush(MOST)).isTrue();
        assertThat(todos.get("1")).contains(Map.of("title", "a", "opened", true, "page", 3L));
        assertThat(server.arrivals()).isEmpty();
    }

    @Test
    void law21_localFieldsCanBeChangedWithoutABackend() {
        Records<Map<String, @Nullable Object>> before = noted();
        before.put("1", Map.of("title", "a", "opened", true, "page", 3));
        assertThat(before.sync(MOST)).isTrue();
        rig.restart();

        assertThat(local().patch("1", old -> Map.of("title", "a", "opened", false)))
                .isTrue();

        assertThat(local().get("1")).contains(Map.of("title", "a", "opened", false));
        FlakyAdapter server = restarted();
        Records<Map<String, @Nullable Object>> todos = noted(server);
        assertThat(todos.flush(MOST)).isTrue();
        assertThat(todos.get("1")).contains(Map.of("title", "a", "opened", false));
        assertThat(server.arrivals()).isEmpty();
    }

    @Test
    void law21_localFieldsStayOutOfWhatATransformMakesOfTheRecord() {
        Transform sealed = Transforms.of(
                fields -> Map.of(
                        "title",
                        String.valueOf(fields.get("sealed"))
                                .replace("[title=", "")
                                .replace("]", "")),
                fields -> Map.of(
                        "sealed",
                        new TreeMap<>(fields).toString().replace('{', '[').replace('}', ']')));
        UnaryOperator<RecordsBuilder<Map<String, @Nullable Object>>> how = plain -> plain.transform(sealed);
        Records<Map<String, @Nullable Object>> before = how.apply(
                        rig.mooring().records("todos").local("opened").sync(rig.client()))
                .open();
        before.put("1", Map.of("title", "a", "opened", true));
        assertThat(before.sync(MOST)).isTrue();
        rig.restart();

        assertThat(how.apply(rig.mooring().records("todos")).open().patch("1", Map.of("title", "b")))
                .isTrue();

        FlakyAdapter server = restarted();
        Records<Map<String, @Nullable Object>> todos = how.apply(
                        rig.mooring().records("todos").local("opened").sync(server))
                .open();
        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("sealed", "[title=b]"));
        assertThat(todos.get("1")).contains(Map.of("title", "b", "opened", true));
    }

    @Test
    void law11_recordThatTheBackendCannotTakeIsADeadLetterAndStays() {
        taking(g -> g.ids(Ids.clientMade("[a-z]+", 64)));
        local().put("No 1", Map.of("title", "a"));
        local().put("good", Map.of("title", "b"));

        Records<Map<String, @Nullable Object>> todos = synced(restarted());

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("good")).isPresent();
        assertThat(todos.get("No 1")).contains(Map.of("title", "a"));
        assertThat(todos.deadLetters(0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.REFUSED))
                .extracting(DeadLetter::write)
                .satisfies(write -> assertThat(write.intent().verb()).isEqualTo(Verb.CREATE))
                .extracting(PendingWrite::id)
                .isEqualTo("No 1");
    }

    @Test
    void law11_recordThatTheBackendCannotTakeIsBuriedOnce() {
        taking(g -> g.ids(Ids.clientMade("[a-z]+", 64)));
        local().put("No 1", Map.of("title", "a"));
        assertThat(synced(restarted()).deadLetters(0, 10)).hasSize(1);
        rig.restart();
        local().put("good", Map.of("title", "b"));

        Records<Map<String, @Nullable Object>> todos = synced(restarted());

        assertThat(todos.flush(MOST)).isTrue();
        assertThat(rig.there("good")).isPresent();
        assertThat(todos.deadLetters(0, 10)).hasSize(1);
        assertThat(todos.get("No 1")).contains(Map.of("title", "a"));
    }

    @Test
    void law11_recordThatTheBackendCouldNotTakeGoesAgainThoughItIsRequeuedWithoutOne() {
        taking(g -> g.ids(Ids.clientMade("[a-z]+", 64)));
        local().put("No 1", Map.of("title", "a"));
        long letter = synced(restarted()).deadLetters(0, 10).get(0).number();
        rig.restart();
        assertThat(local().requeue(letter)).isTrue();
        assertThat(local().deadLetters(0, 10)).isEmpty();

        assertThat(synced(restarted()).deadLetters(0, 10)).hasSize(1);
    }

    @Test
    void law5_editsThatTheBackendCannotTakeAreDeadLettersAndTheRecordIsWhatItWas() {
        taking(g -> g.verbs(Set.of(Verb.CREATE)));
        Records<Map<String, @Nullable Object>> before = synced(rig.flaky());
        before.put("changed", Map.of("title", "a"));
        before.put("deleted", Map.of("title", "b"));
        assertThat(before.sync(MOST)).isTrue();
        rig.restart();
        local().patch("changed", Map.of("title", "mine"));
        local().delete("deleted");
        assertThat(synced(restarted()).deadLetters(0, 10)).hasSize(2);
        rig.restart();
        local().put("other", Map.of("title", "c"));

        Records<Map<String, @Nullable Object>> todos = synced(restarted());

        assertThat(todos.sync(MOST)).isTrue();
        assertThat(todos.get("changed")).contains(Map.of("title", "a"));
        assertThat(todos.get("deleted")).contains(Map.of("title", "b"));
        assertThat(todos.deadLetters(0, 10))
                .extracting(letter -> letter.write().intent().verb())
                .containsExactly(Verb.UPDATE, Verb.DELETE);
        assertThat(todos.deadLetters(0, 10))
                .allSatisfy(letter -> assertThatThrownBy(() -> todos.requeue(letter.number()))
                        .isInstanceOf(UnsupportedOperationException.class));
        assertThat(todos.deadLetters(0, 10)).hasSize(2);
    }

    private void taking(UnaryOperator<Guarantees.Builder> what) {
        rig.close();
        rig = new Rig(InMemoryBackend.builder().guarantees(what).build());
    }

    private Records<Map<String, @Nullable Object>> noted() {
        return noted(rig.flaky());
    }

    private Records<Map<String, @Nullable Object>> noted(FlakyAdapter server) {
        return rig.mooring()
                .records("todos")
                .local("opened", "page")
                .sync(server)
                .open();
    }

    private FlakyAdapter restarted() {
        rig.restart();
        return rig.flaky();
    }

    private Records<Map<String, @Nullable Object>> local() {
        return rig.mooring().records("todos").open();
    }

    private Records<Map<String, @Nullable Object>> synced(FlakyAdapter server) {
        return rig.mooring().records("todos").sync(server).open();
    }
}
