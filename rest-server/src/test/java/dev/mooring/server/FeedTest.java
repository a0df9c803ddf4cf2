package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The change feed. */
class FeedTest extends ServerTest {
    @Test
    void aFeedBeginsWithASnapshot() {
        client().put("1", "{}");
        client().put("2", "{}");
        client().put("3", "{}");
        client().delete("2");

        Answer first = client().get("changes?limit=1");
        Answer second = after(first);

        assertThat(first.at("kind")).isEqualTo("snapshot-start");
        assertThat(first.ids("changes")).containsExactly("1");
        assertThat(first.at("more")).isEqualTo("true");
        assertThat(second.at("kind")).isEqualTo("snapshot");
        assertThat(second.ids("changes")).containsExactly("3");
        assertThat(second.at("more")).isEqualTo("false");
    }

    @Test
    void whatChangesWhileASnapshotIsReadArrivesAfterIt() {
        client().put("1", "{\"a\":1}");
        client().put("2", "{}");
        Answer first = client().get("changes?limit=1");
        client().patch("1", "{\"a\":2}");
        client().delete("2");

        Answer second = after(first);
        Answer delta = after(second);

        assertThat(second.ids("changes")).isEmpty();
        assertThat(second.at("more")).isEqualTo("true");
        assertThat(delta.at("kind")).isEqualTo("delta");
        assertThat(delta.ids("changes")).containsExactly("1", "2");
        assertThat(delta.at("changes", "0", "fields")).isEqualTo("{\"a\":2}");
        assertThat(delta.at("changes", "1", "deleted")).isEqualTo("true");
    }

    @Test
    void aDeltaShowsEachRecordOnceInTheOrderOfCommits() {
        Answer start = end();
        client().put("b", "{}");
        client().put("a", "{}");
        client().put("c", "{}");
        client().delete("c");
        client().patch("b", "{\"x\":1}");

        Answer delta = after(start);

        assertThat(delta.ids("changes")).containsExactly("a", "c", "b");
        assertThat(delta.at("changes", "2", "version"))
                .isEqualTo(client().read("b").version());
    }

    @Test
    void pagesOfOneSkipNothing() {
        Answer page = end();
        client().batch("{\"op\":\"put\",\"id\":\"1\",\"fields\":{}},{\"op\":\"put\",\"id\":\"2\",\"fields\":{}},"
                + "{\"op\":\"put\",\"id\":\"3\",\"fields\":{}}");

        List<String> seen = new ArrayList<>();
        do {
            page = client().get("changes?limit=1&since=" + page.at("next"));
            seen.addAll(page.ids("changes"));
        } while (page.at("more").equals("true"));

        assertThat(seen).containsExactly("1", "2", "3");
    }

    @Test
    void aFeedAtRestStaysAtRest() {
        client().put("1", "{}");
        Answer end = end();

        Answer rest = after(end);

        assertThat(rest.ids("changes")).isEmpty();
        assertThat(rest.at("more")).isEqualTo("false");
        assertThat(rest.at("next")).isEqualTo(end.at("next"));
    }

    @Test
    void theSameCursorShowsTheSameTwice() {
        Answer start = end();
        client().put("1", "{}");

        assertThat(after(start).text()).isEqualTo(after(start).text());
    }

    @Test
    void purgedTombstonesExpireOlderCursors() {
        client().put("1", "{}");
        Answer old = end();
        client().delete("1");
        Answer young = end();

        int purged = server().purge(Instant.now().plusSeconds(60));

        assertThat(purged).isEqualTo(1);
        assertThat(after(old).status()).isEqualTo(410);
        assertThat(after(old).code()).isEqualTo("cursor-expired");
        assertThat(after(young).status()).isEqualTo(200);
        assertThat(client().get("changes").ids("changes")).isEmpty();
    }

    @Test
    void aPurgeOfOneCollectionLeavesTheOthersCursors() {
        client().put("1", "{}");
        Answer here = end();
        client().in("other").put("1", "{}");
        client().in("other").delete("1");

        server().purge(Instant.now().plusSeconds(60));

        assertThat(after(here).status()).isEqualTo(200);
    }

    @Test
    void youngTombstonesStay() {
        Answer start = end();
        client().put("1", "{}");
        client().delete("1");

        int purged = server().purge(Instant.now().minusSeconds(60));

        assertThat(purged).isZero();
        assertThat(after(start).at("changes", "0", "deleted")).isEqualTo("true");
    }

    @Test
    void aNewGenerationExpiresEveryCursor() {
        client().put("1", "{}");
        Answer feed = end();
        Answer list = client().get("records");

        server().newGeneration();

        assertThat(after(feed).status()).isEqualTo(410);
        assertThat(client().get("records?after=" + list.at("next")).status()).isEqualTo(410);
    }

    @Test
    void aForeignCursorIsExpired() {
        client().put("1", "{}");
        Answer feed = end();
        String list = client().get("records").at("next");

        assertThat(client().get("changes?since=" + list).code()).isEqualTo("cursor-expired");
        assertThat(client().get("records?after=" + feed.at("next")).code()).isEqualTo("cursor-expired");
        assertThat(client().in("other").get("changes?since=" + feed.at("next")).code())
                .isEqualTo("cursor-expired");
        for (String odd : List.of("", "x", "%F0%9F%98%80", "AAAA", "Q0hBTkdFUwo")) {
            assertThat(client().get("changes?since=" + odd).code()).as(odd).isEqualTo("cursor-expired");
        }
    }

    private Answer end() {
        Answer page = client().get("changes");
        while (page.at("more").equals("true")) {
            page = after(page);
        }
        return page;
    }

    private Answer after(Answer page) {
        return client().get("changes?since=" + page.at("next"));
    }
}
