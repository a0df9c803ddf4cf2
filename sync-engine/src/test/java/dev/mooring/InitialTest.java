package dev.mooring;

import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InitialTest {

    private static final Map<String, @Nullable Object> LIGHT = Map.of("theme", "light", "size", 12L);

    private final Rig rig = new Rig();
    private final FlakyAdapter server = rig.flaky();
    private final Gate gate = Gate.opened();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void initialRowsAreShownBeforeTheFirstLoadAndNeverSent() {
        gate.set(false);
        Records<Map<String, @Nullable Object>> rows = rows();

        assertThat(rows.get("a")).contains(LIGHT);
        assertThat(rows.list("", 10)).extracting(RecordChange::id).containsExactly("a");
        assertThat(rows.status().pending()).isZero();
        gate.set(true);
        assertThat(rows.sync(MOST)).isTrue();

        assertThat(server.arrivals()).isEmpty();
        assertThat(rows.get("a")).isEmpty();
    }

    @Test
    void loadedRecordTakesTheirPlaceAndObserversSeeIt() {
        gate.set(false);
        Records<Map<String, @Nullable Object>> rows = rows();
        BlockingQueue<RecordChange<Map<String, @Nullable Object>>> seen = new LinkedBlockingQueue<>();
        Subscription subscription = rows.observe(seen::addAll);
        assertThat(next(seen)).isEqualTo(new RecordChange<>("a", Optional.of(LIGHT)));
        rig.created("a", Map.of("theme", "dark"));

        gate.set(true);
        assertThat(rows.sync(MOST)).isTrue();

        assertThat(next(seen)).isEqualTo(new RecordChange<>("a", Optional.of(Map.of("theme", "dark"))));
        subscription.close();
    }

    @Test
    void initialRowDoesNotHideWhatIsStoredNorComeBackAfterIt() {
        rig.created("a", Map.of("theme", "dark"));
        assertThat(rows().sync(MOST)).isTrue();
        rig.restart();
        assertThat(rows().get("a")).contains(Map.of("theme", "dark"));
        rows().delete("a");
        assertThat(rows().flush(MOST)).isTrue();
        rig.restart();

        assertThat(rows().get("a")).isEmpty();
    }

    @Test
    void patchOfAnInitialRowIsWholeWhereTheBackendHasNone() {
        Records<Map<String, @Nullable Object>> rows = rows();
        gate.set(false);
        rows.patch("a", Map.of("theme", "dark"));
        assertThat(rows.get("a")).contains(Map.of("theme", "dark", "size", 12L));

        gate.set(true);

        assertThat(rows.sync(MOST)).isTrue();
        assertThat(rig.there("a")).contains(Map.of("theme", "dark", "size", 12L));
    }

    @Test
    void patchOfAnInitialRowSendsOnlyWhatWasChangedWhereTheBackendHasOne() {
        rig.created("a", Map.of("theme", "grey", "size", 20, "font", "serif"));
        gate.set(false);
        Records<Map<String, @Nullable Object>> rows = rows();
        rows.patch("a", Map.of("font", "mono"));
        rows.patch("a", Map.of("theme", "dark"));

        gate.set(true);

        assertThat(rows.sync(MOST)).isTrue();
        assertThat(rig.there("a")).contains(Map.of("theme", "dark", "size", 20L, "font", "mono"));
        assertThat(rows.get("a")).contains(Map.of("theme", "dark", "size", 20L, "font", "mono"));
    }

    @Test
    void putReplacesAnInitialRow() {
        Records<Map<String, @Nullable Object>> rows = rows();

        rows.put("a", Map.of("theme", "dark"));

        assertThat(rows.flush(MOST)).isTrue();
        assertThat(rig.there("a")).contains(Map.of("theme", "dark"));
    }

    @Test
    void deletedInitialRowIsGoneAndSendsNothing() {
        gate.set(false);
        Records<Map<String, @Nullable Object>> rows = rows();

        assertThat(rows.delete("a")).isTrue();

        assertThat(rows.get("a")).isEmpty();
        assertThat(rows.status().pending()).isZero();
        rig.restart();
        assertThat(rows().get("a")).isEmpty();
    }

    @Test
    void resetShowsThemAgain() {
        Records<Map<String, @Nullable Object>> rows = rows();
        assertThat(rows.sync(MOST)).isTrue();
        assertThat(rows.get("a")).isEmpty();
        gate.set(false);

        rows.reset();
        assertThat(rows.get("a")).contains(LIGHT);
        rows.reset();

        assertThat(rows.get("a")).contains(LIGHT);
    }

    @Test
    void localCollectionKeepsThemUntilTheyAreWritten() {
        Records<Map<String, @Nullable Object>> rows = rig.mooring()
                .records("local")
                .initial(Map.of("a", LIGHT, "b", LIGHT))
                .open();
        rows.patch("a", Map.of("size", 13));
        rows.delete("b");
        rig.restart();

        Records<Map<String, @Nullable Object>> again = rig.mooring()
                .records("local")
                .initial(Map.of("a", LIGHT, "b", LIGHT))
                .open();

        assertThat(again.get("a")).contains(Map.of("theme", "light", "size", 13L));
        assertThat(again.get("b")).isEmpty();
    }

    private Records<Map<String, @Nullable Object>> rows() {
        return rig.mooring()
                .records("rows")
                .sync(server)
                .waitFor(gate)
                .initial(Map.of("a", LIGHT))
                .open();
    }
}
