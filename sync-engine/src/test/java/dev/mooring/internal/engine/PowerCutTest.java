package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.ChangePage.Kind;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which pages a lost power supply takes back: those in the middle of a first load, with their cursor, and no others. */
class PowerCutTest {

    private final SimDisk disk = new SimDisk();
    private final Ledger ledger = new Ledger(
            Setup.of("c", InMemoryBackend.builder().build().client()),
            new Numbers(disk, () -> "device"),
            new SimClock(),
            other -> Optional.empty(),
            new Silent());
    private final Pages pages = new Pages(disk, ledger);

    @Test
    void law6_middleOfAFirstLoadIsTakenBackWithItsCursor() {
        beginFirstLoad();

        assertThat(disk.cutPower()).isTrue();

        assertThat(ids()).containsExactly("a");
        assertThat(disk.<Cursor>read(ledger.notes()::cursor)).isEqualTo(new Cursor("after a"));
    }

    @Test
    void firstLoadGoesOnAfterAPowerCut() {
        beginFirstLoad();
        disk.cutPower();

        page(Kind.SNAPSHOT, true, "b");
        page(Kind.SNAPSHOT, true, "c");
        page(Kind.SNAPSHOT, false, "d");
        pages.sweep().run();

        assertThat(disk.cutPower()).isFalse();
        assertThat(ids()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void law1_whatTheApplicationWritesIsOnTheDiskWithAllThatCameBefore() {
        beginFirstLoad();

        disk.write(tx -> new Edits(ledger).put(tx, "mine", Map.of("title", "mine"), Set.of()));

        assertThat(disk.cutPower()).isFalse();
        assertThat(ids()).containsExactly("a", "b", "c", "mine");
    }

    @Test
    void law5_pageOfALaterPullIsNotTakenBack() {
        beginFirstLoad();
        page(Kind.SNAPSHOT, false, "d");

        pages.begin();
        page(Kind.DELTA, true, "e");
        assertThat(disk.cutPower()).isFalse();
        pages.begin();
        page(Kind.SNAPSHOT_START, true, "a");
        page(Kind.SNAPSHOT, true, "f");

        assertThat(disk.cutPower()).isFalse();
        assertThat(ids()).containsExactly("a", "b", "c", "d", "e", "f");
    }

    private void beginFirstLoad() {
        pages.begin();
        page(Kind.SNAPSHOT_START, true, "a");
        page(Kind.SNAPSHOT, true, "b");
        page(Kind.SNAPSHOT, true, "c");
    }

    private void page(Kind kind, boolean more, String id) {
        Document document = Document.of(id, Map.of("title", id)).withVersion(new Version("v" + id));
        pages.take(new ChangePage(List.of(Change.of(document)), new Cursor("after " + id), more, kind), false);
    }

    private List<String> ids() {
        List<StoredRecord> records = disk.read(reader -> reader.records("c", "", 100));
        return records.stream().map(StoredRecord::id).toList();
    }

    private static final class Silent implements Events {
        @Override
        public void changed(String id) {
            // nobody observes here
        }

        @Override
        public void lost(DeadLetter letter) {
            throw new AssertionError("nothing is given up here: " + letter);
        }
    }
}
