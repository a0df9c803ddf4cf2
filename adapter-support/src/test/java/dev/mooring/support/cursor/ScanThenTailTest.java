package dev.mooring.support.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanThenTailTest {

    private final ScanThenTail pages = ScanThenTail.of("fake", 1);
    private final Numbered backend = new Numbered();

    @Test
    void aSnapshotIsListedAndTheFeedGoesOnFromBeforeIt() {
        backend.write("a", "b", "c");
        ChangePage first = page(Cursor.START, 2);
        backend.write("late");
        ChangePage second = page(first.next(), 2);
        ChangePage third = page(second.next(), 2);
        ChangePage fourth = page(third.next(), 2);

        assertThat(first.kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        assertThat(ids(first)).containsExactly("a", "b");
        assertThat(first.more()).isTrue();
        assertThat(second.kind()).isEqualTo(ChangePage.Kind.SNAPSHOT);
        assertThat(ids(second)).containsExactly("c", "late");
        assertThat(second.more()).isFalse();
        assertThat(third.kind()).isEqualTo(ChangePage.Kind.DELTA);
        assertThat(ids(third)).containsExactly("late");
        assertThat(fourth.changes()).isEmpty();
        assertThat(fourth.next()).isEqualTo(third.next());
    }

    @Test
    void theSamePageCanBeAskedForTwice() {
        backend.write("a", "b", "c");
        ChangePage first = page(Cursor.START, 2);

        assertThat(page(first.next(), 2)).isEqualTo(page(first.next(), 2));
    }

    @Test
    void foreignAndExpiredCursorsStartOver() {
        backend.write("a");
        Cursor tail = page(Cursor.START, 9).next();
        backend.write("b");
        backend.floor = 2;

        assertThat(page(tail, 9).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        assertThat(page(new Cursor("other-tail.1:tail=0"), 9).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        assertThat(page(new Cursor("?"), 9).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
    }

    private ChangePage page(Cursor since, int limit) {
        return pages.page(backend, backend, since, limit);
    }

    private static List<String> ids(ChangePage page) {
        return page.changes().stream().map(Change::id).toList();
    }

    /** Lists rows by number and tells of them by number. */
    private static final class Numbered implements SyncAdapter, Tail {

        private final List<String> rows = new ArrayList<>();
        private int floor;

        void write(String... ids) {
            rows.addAll(List.of(ids));
        }

        @Override
        public String now() {
            return Integer.toString(rows.size());
        }

        @Override
        public Optional<Part> since(String position, int limit) {
            int from = Integer.parseInt(position);
            int to = Math.min(from + limit, rows.size());
            return from < floor
                    ? Optional.empty()
                    : Optional.of(new Part(
                            rows.subList(from, to).stream()
                                    .<Change>map(id -> Change.of(Document.of(id, Map.of())))
                                    .toList(),
                            Integer.toString(to),
                            to < rows.size()));
        }

        @Override
        public Page list(Cursor from, int limit) {
            int begin = from.isStart() ? 0 : Integer.parseInt(from.token());
            int end = Math.min(begin + limit, rows.size());
            List<Document> documents = rows.subList(begin, end).stream()
                    .map(id -> Document.of(id, Map.of()))
                    .toList();
            return new Page(documents, new Cursor(Integer.toString(end)), end < rows.size());
        }

        @Override
        public ChangePage changesSince(Cursor since, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome create(Create create) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome update(Update update) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome delete(Delete delete) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Guarantees guarantees() {
            return Guarantees.minimal();
        }
    }
}
