package dev.mooring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private final List<Cursor> asked = new ArrayList<>();
    private final List<Integer> limits = new ArrayList<>();
    private final FakeListing three = new FakeListing() {
        @Override
        public Page list(Cursor from, int limit) {
            asked.add(from);
            limits.add(limit);
            int at = from.isStart() ? 1 : Integer.parseInt(from.token());
            return new Page(
                    List.of(Document.of(String.valueOf(at), Map.of("n", at))),
                    at < 3 ? new Cursor(String.valueOf(at + 1)) : Cursor.START,
                    at < 3);
        }
    };

    @Test
    void aWalkOpensGoesOnAndStartsOver() {
        List<ChangePage> pages = new ArrayList<>();
        Cursor since = Cursor.START;
        do {
            pages.add(three.changesSince(since, 7));
            since = pages.get(pages.size() - 1).next();
        } while (pages.get(pages.size() - 1).more());

        assertThat(pages)
                .extracting(ChangePage::kind)
                .containsExactly(ChangePage.Kind.SNAPSHOT_START, ChangePage.Kind.SNAPSHOT, ChangePage.Kind.SNAPSHOT);
        assertThat(pages).flatExtracting(ChangePage::changes).extracting("id").containsExactly("1", "2", "3");
        assertThat(asked).containsExactly(Cursor.START, new Cursor("2"), new Cursor("3"));
        assertThat(limits).containsOnly(7);
        assertThat(since).isEqualTo(Cursor.START);
        assertThat(three.changesSince(since, 7).kind().snapshot()).isTrue();
    }

    @Test
    void aForeignCursorStartsOver() {
        assertThat(three.changesSince(new Cursor("2"), 1).kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
        assertThat(asked).containsExactly(Cursor.START);
    }

    @Test
    void aListingThatDoesNotMoveOnIsAnError() {
        FakeListing stuck = new FakeListing() {
            @Override
            public Page list(Cursor from, int limit) {
                return new Page(List.of(), from.isStart() ? new Cursor("x") : from, true);
            }
        };

        Cursor second = stuck.changesSince(Cursor.START, 1).next();

        assertThatIllegalStateException()
                .isThrownBy(() -> stuck.changesSince(second, 1))
                .withMessageContaining("has more");
    }

    /** START is the first page again: a walk over it never ends. */
    @Test
    void aListingThatGoesOnFromTheBeginningIsAnError() {
        FakeListing circle = new FakeListing() {
            @Override
            public Page list(Cursor from, int limit) {
                return new Page(List.of(), from.isStart() ? new Cursor("x") : Cursor.START, true);
            }
        };

        Cursor second = circle.changesSince(Cursor.START, 1).next();

        assertThatIllegalStateException()
                .isThrownBy(() -> circle.changesSince(second, 1))
                .withMessageContaining("has more");
    }

    @Test
    void limitsBelowOneAreRefusedBeforeAnythingIsAsked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> three.changesSince(Cursor.START, 0))
                .withMessage("limit must be at least 1, was 0");
        assertThat(asked).isEmpty();
    }

    @Test
    void anAdapterAnswersTheCapabilitiesItImplements() {
        class WithLookup extends FakeListing implements Lookup {
            @Override
            public Page list(Cursor from, int limit) {
                return Page.last(List.of());
            }

            @Override
            public List<Document> find(Collection<String> ids) {
                return List.of();
            }
        }
        WithLookup adapter = new WithLookup();

        assertThat(adapter.capability(Lookup.class)).contains(adapter);
        assertThat(adapter.capability(KeyScan.class)).isEqualTo(Optional.empty());
        adapter.close();
    }
}
