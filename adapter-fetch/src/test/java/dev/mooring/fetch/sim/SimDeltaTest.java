package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.CHANGES_FROM_BEGINNING;
import static dev.mooring.fetch.sim.Trait.CHANGES_FROM_NOW;
import static dev.mooring.fetch.sim.Trait.CURSOR_IN_BODY;
import static dev.mooring.fetch.sim.Trait.LINK_HEADER;
import static dev.mooring.fetch.sim.Trait.SINCE_EXCLUSIVE;
import static dev.mooring.fetch.sim.Trait.SINCE_MICROS;
import static dev.mooring.fetch.sim.Trait.SINCE_MILLIS;
import static dev.mooring.fetch.sim.Trait.SOFT_DELETE;
import static dev.mooring.fetch.sim.Trait.STAMP_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.sim.SimClient.Answer;
import org.junit.jupiter.api.Test;

/** How changes are asked for. */
class SimDeltaTest extends SimulatorTest {
    /** GitHub, "since: Only show results that were last updated after the given time", and the APIs that include the moment. */
    @Test
    void sinceIncludesTheMomentOrNot() {
        SimClient inclusive = SimListsTest.filled(api(SINCE_MILLIS), 3);
        String stamp = inclusive.get("/api/todos/1").at("/updated_at");
        assertThat(inclusive.get("/api/todos?updated_since=" + stamp).ids("")).containsExactly("1", "2");

        SimClient exclusive = SimListsTest.filled(api(SINCE_MILLIS, SINCE_EXCLUSIVE), 3);
        assertThat(exclusive.get("/api/todos?updated_since=" + stamp).ids("")).containsExactly("2");
    }

    @Test
    void aHeldClockMakesTies() {
        SimClient api = api(SINCE_MICROS);
        behind().holdClock(true);
        SimListsTest.filled(api, 3);
        behind().holdClock(false);
        api.put("3", "{}");

        String stamp = api.get("/api/todos/0").at("/updated_at");

        assertThat(stamp).matches("2026-01-01T00:00:00\\.[0-9]{6}Z");
        assertThat(api.get("/api/todos/2").at("/updated_at")).isEqualTo(stamp);
        assertThat(api.get("/api/todos?updated_since=" + stamp).ids("")).containsExactly("0", "1", "2", "3");
    }

    @Test
    void stampsAreTextOrNumbers() {
        SimClient millis = api(SINCE_MILLIS, STAMP_NUMBER);
        millis.put("1", "{}");
        String stamp = millis.get("/api/todos/1").at("/updated_at");

        assertThat(stamp).isEqualTo("1767225600001");
        assertThat(millis.get("/api/todos?updated_since=" + stamp).ids("")).containsExactly("1");
        assertThat(millis.get("/api/todos?updated_since=2026-01-01T00:00:00Z").status())
                .isEqualTo(400);
    }

    @Test
    void whatIsDeletedIsToldBySinceOnlyWithAFlag() {
        SimClient hard = SimListsTest.filled(api(SINCE_MILLIS), 2);
        hard.delete("0");
        assertThat(hard.get("/api/todos?updated_since=2026-01-01T00:00:00Z").ids(""))
                .containsExactly("1");

        SimClient soft = SimListsTest.filled(api(SINCE_MILLIS, SOFT_DELETE), 2);
        soft.delete("0");
        Answer since = soft.get("/api/todos?updated_since=2026-01-01T00:00:00Z");
        assertThat(since.ids("")).containsExactly("1", "0");
        assertThat(since.at("/1/deleted")).isEqualTo("true");
        assertThat(soft.get("/api/todos").ids("")).containsExactly("1");
    }

    @Test
    void changesCanBePagedByCursorAndByLink() {
        SimClient cursor = SimListsTest.filled(api(SINCE_MILLIS, CURSOR_IN_BODY), 3);
        Answer first = cursor.get("/api/todos?updated_since=2026-01-01T00:00:00Z&limit=2");
        Answer second =
                cursor.get("/api/todos?updated_since=2026-01-01T00:00:00Z&limit=2&cursor=" + first.at("/next_cursor"));
        assertThat(first.ids("/items")).containsExactly("0", "1");
        assertThat(second.ids("/items")).containsExactly("2");

        SimClient link = SimListsTest.filled(api(SINCE_MILLIS, LINK_HEADER), 3);
        assertThat(link.get("/api/todos?updated_since=2026-01-01T00:00:00Z&per_page=2")
                        .header("Link"))
                .contains("updated_since=2026-01-01T00%3A00%3A00Z");
    }

    @Test
    void aSlowTransactionIsStampedInThePast() {
        SimClient api = SimListsTest.filled(api(SINCE_MILLIS), 2);
        String stamp = api.get("/api/todos/1").at("/updated_at");
        behind().commitLate("todos", "late", "{}", 500_000);
        behind().importWithoutStamp("todos", "bare", "{}");

        assertThat(api.get("/api/todos?updated_since=" + stamp).ids("")).containsExactly("1");
        assertThat(api.get("/api/todos?updated_since=2025-12-31T23:59:59Z").ids(""))
                .startsWith("late");
        assertThat(api.get("/api/todos").ids("")).contains("late", "bare");
        assertThat(api.get("/api/todos/bare").json().has("updated_at")).isFalse();
    }

    /** Dropbox, "list_folder/get_latest_cursor": a cursor from which only later changes are told. */
    @Test
    void aFeedThatBeginsNow() {
        SimClient api = SimListsTest.filled(api(CHANGES_FROM_NOW), 2);
        Answer now = api.get("/api/todos/changes");
        api.put("2", "{}");
        api.delete("0");

        Answer changes = api.get("/api/todos/changes?limit=1&cursor=" + now.at("/next_cursor"));
        Answer rest = api.get("/api/todos/changes?limit=1&cursor=" + changes.at("/next_cursor"));

        assertThat(now.ids("/items")).isEmpty();
        assertThat(changes.ids("/items")).containsExactly("2");
        assertThat(changes.at("/has_more")).isEqualTo("true");
        assertThat(rest.json().at("/items").toString()).isEqualTo("[{\"id\":\"0\",\"deleted\":true}]");
        assertThat(rest.at("/has_more")).isEqualTo("false");
    }

    /** Google Calendar, "Synchronize resources efficiently": the first sync lists all; 410 Gone = full sync required. */
    @Test
    void aFeedThatBeginsWithEverything() {
        SimClient api = SimListsTest.filled(api(CHANGES_FROM_BEGINNING), 3);
        api.delete("1");
        Answer all = api.get("/api/todos/changes");

        behind().expireCursors();

        assertThat(all.ids("/items")).containsExactly("0", "2");
        assertThat(api.get("/api/todos/changes?cursor=" + all.at("/next_cursor"))
                        .status())
                .isEqualTo(410);
        assertThat(api.get("/api/todos/changes?cursor=bogus").status()).isEqualTo(400);
    }
}
