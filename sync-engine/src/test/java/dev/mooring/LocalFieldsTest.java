package dev.mooring;

import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Removals;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law 21: local-only fields never travel, and are kept through all that the backend says. */
class LocalFieldsTest {

    private Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void law21_localFieldNeverTravels() {
        Records<Map<String, @Nullable Object>> notes = notes();

        notes.put("1", Map.of("title", "a", "draft", "b"));
        assertThat(notes.pendingWrites(0, 10))
                .allSatisfy(write -> assertThat(write.intent().fields()).isEqualTo(Map.of("title", "a")));
        assertThat(notes.flush(MOST)).isTrue();
        assertThat(notes.patch("1", Map.of("draft", "c"))).isTrue();

        assertThat(notes.status().pending()).isZero();
        assertThat(notes.get("1")).contains(Map.of("title", "a", "draft", "c"));
        assertThat(rig.there("1")).contains(Map.of("title", "a"));
    }

    @Test
    void law21_localFieldIsKeptThroughAcknowledgementsPullsAndRestarts() {
        Records<Map<String, @Nullable Object>> notes = notes();
        notes.put("1", Map.of("title", "a", "draft", "b", "expanded", true));
        assertThat(notes.flush(MOST)).isTrue();
        rig.updated("1", Map.of("title", "theirs"));
        notes.sync(MOST);
        rig.restart();

        Records<Map<String, @Nullable Object>> again = notes();

        assertThat(again.sync(MOST)).isTrue();
        assertThat(again.get("1")).contains(Map.of("title", "theirs", "draft", "b", "expanded", true));
    }

    @Test
    void law21_localFieldIsKeptThroughSnapshotSweeps() {
        rig.close();
        rig = new Rig(InMemoryBackend.builder()
                .guarantees(g -> g.feed(Feed.snapshot()).removals(Removals.none()))
                .build());
        Records<Map<String, @Nullable Object>> notes = notes();
        notes.put("1", Map.of("title", "a", "draft", "b"));
        notes.put("2", Map.of("title", "c", "draft", "d"));
        assertThat(notes.flush(MOST)).isTrue();
        rig.deleted("2");

        assertThat(notes.sync(MOST)).isTrue();
        assertThat(notes.sync(MOST)).isTrue();

        assertThat(notes.get("1")).contains(Map.of("title", "a", "draft", "b"));
        assertThat(notes.get("2")).isEmpty();
    }

    @Test
    void localFieldsGoWithTheirRecord() {
        Records<Map<String, @Nullable Object>> notes = notes();
        notes.put("1", Map.of("title", "a", "draft", "b"));
        assertThat(notes.flush(MOST)).isTrue();
        rig.deleted("1");
        notes.sync(MOST);
        notes.put("2", Map.of("title", "a", "draft", "b"));
        notes.delete("2");

        notes.put("2", Map.of("title", "new"));

        Optional<StoredRecord> stored = rig.store().read(reader -> reader.record("notes", "1"));
        assertThat(stored).isEmpty();
        assertThat(notes.get("2")).contains(Map.of("title", "new"));
    }

    @Test
    void localFieldComesBackWithADeleteThatIsRefused() {
        FlakyAdapter picky = rig.flaky();
        Records<Map<String, @Nullable Object>> notes =
                rig.mooring().records("notes").local("draft").sync(picky).open();
        notes.put("1", Map.of("title", "a", "draft", "b"));
        assertThat(notes.flush(MOST)).isTrue();
        picky.refuseDeletes(true);

        notes.delete("1");
        notes.flush(MOST);

        assertThat(notes.get("1")).contains(Map.of("title", "a", "draft", "b"));
    }

    @Test
    void localFieldMovesToTheIdThatTheBackendMakes() {
        rig.close();
        rig = new Rig(InMemoryBackend.builder()
                .guarantees(g -> g.ids(Ids.serverMade(Ids.Type.TEXT)))
                .build());
        Records<Map<String, @Nullable Object>> notes = notes();
        notes.add(Map.of("title", "a", "draft", "b"));

        assertThat(notes.flush(MOST)).isTrue();

        assertThat(notes.list("", 10))
                .singleElement()
                .satisfies(one -> assertThat(one.value()).contains(Map.of("title", "a", "draft", "b")));
    }

    @Test
    void observersSeeLocalChanges() {
        Records<Map<String, @Nullable Object>> notes = notes();
        notes.put("1", Map.of("title", "a"));
        BlockingQueue<RecordChange<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();
        Subscription subscription = notes.observe(seen::addAll);
        next(seen);

        notes.patch("1", Map.of("draft", "b"));

        RecordChange<Map<String, @Nullable Object>> last = next(seen);
        while (!last.value().equals(Optional.of(Map.of("title", "a", "draft", "b")))) {
            last = next(seen);
        }
        subscription.close();
    }

    @Test
    void law21_typedPutSetsItsPropertiesAndLeavesTheOthersLocalOnesToo() {
        Records<Map<String, @Nullable Object>> notes = notes();
        notes.put("1", Map.of("title", "a", "owner", "ann", "draft", "b", "expanded", true));
        assertThat(notes.flush(MOST)).isTrue();
        rig.restart();
        Records<Note> typed = rig.mooring()
                .records("notes", Note.class)
                .local("draft", "expanded")
                .sync(rig.client())
                .open();

        typed.put("1", new Note("c", null));

        assertThat(typed.flush(MOST)).isTrue();
        assertThat(rig.there("1")).contains(Map.of("title", "c", "owner", "ann"));
        rig.restart();
        assertThat(notes().get("1")).contains(Map.of("title", "c", "owner", "ann", "expanded", true));
    }

    private Records<Map<String, @Nullable Object>> notes() {
        return rig.mooring()
                .records("notes")
                .local("draft", "expanded")
                .sync(rig.client())
                .open();
    }

    record Note(String title, @Nullable String draft) {}
}
