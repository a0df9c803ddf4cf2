package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The listing, the key scan and the lookup. */
class PagesTest extends ServerTest {
    @Override
    RestServer.Builder configure(RestServer.Builder builder) {
        return builder.limits(Limits.standard().page(5));
    }

    @Test
    void anEmptyCollectionEnds() {
        Answer page = client().get("records");

        assertThat(page.ids("records")).isEmpty();
        assertThat(page.at("more")).isEqualTo("false");
    }

    @Test
    void pagesOfOneShowEveryRecord() {
        fill(7);

        assertThat(walk("records", 1)).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }

    @Test
    void aLimitAboveTheCapIsAWish() {
        fill(12);

        Answer page = client().get("records?limit=2147483647");

        assertThat(page.ids("records")).hasSize(5);
        assertThat(page.at("more")).isEqualTo("true");
        assertThat(walk("records", 1_000_000)).hasSize(12);
    }

    @Test
    void aFullLastPageHasNoMore() {
        fill(5);

        assertThat(client().get("records?limit=5").at("more")).isEqualTo("false");
    }

    @Test
    void aPageEndsWhenItIsLong() {
        String megabyte = "{\"a\":\"" + "x".repeat(1_000_000) + "\"}";
        for (int i = 0; i < 5; i++) {
            client().put("big" + i, megabyte);
        }

        assertThat(client().get("records?limit=5").ids("records")).hasSizeBetween(3, 4);
        assertThat(walk("records", 5)).hasSize(5);
    }

    @Test
    void whatExistsThroughoutIsSeen() {
        fill(6);
        Answer first = client().get("records?limit=3");

        client().delete("0");
        client().delete("4");
        client().put("00", "{}");

        List<String> rest =
                client().get("records?limit=5&after=" + first.at("next")).ids("records");
        assertThat(first.ids("records")).containsExactly("0", "1", "2");
        assertThat(rest).containsExactly("3", "5");
    }

    @Test
    void keysAreTheListingWithoutFields() {
        fill(7);
        client().delete("3");

        assertThat(walk("keys", 2)).isEqualTo(walk("records", 2));
        assertThat(client().get("keys?limit=1").at("keys", "0"))
                .isEqualTo("{\"id\":\"0\",\"version\":\"" + client().read("0").version() + "\"}");
    }

    @Test
    void aListedPageKnowsWhereTheFeedIs() {
        client().put("1", "{}");
        Answer page = client().get("records");
        client().put("2", "{}");

        Answer changes = client().get("changes?since=" + page.at("changes"));

        assertThat(changes.ids("changes")).containsExactly("2");
    }

    @Test
    void lookupFindsWhatExists() {
        fill(3);
        client().delete("1");

        Answer found = client().send("POST", "lookup", "{\"ids\":[\"0\",\"1\",\"2\",\"never\",\"0\"]}");
        Answer none = client().send("POST", "lookup", "{\"ids\":[]}");

        assertThat(found.ids("records")).containsExactly("0", "2", "0");
        assertThat(found.at("records", "0")).isEqualTo(client().read("0").text());
        assertThat(none.ids("records")).isEmpty();
    }

    @Test
    void aLookupHasALimit() {
        String ids = "\"x\",".repeat(100) + "\"x\"";

        Answer answer = client().send("POST", "lookup", "{\"ids\":[" + ids + "]}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-many-ids");
    }

    @Test
    void oddLimitsAreRefused() {
        for (String limit : List.of("0", "-1", "x", "1.5", "", "99999999999999999999")) {
            assertThat(client().get("records?limit=" + limit).code()).as(limit).isEqualTo("bad-limit");
        }
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            client().put(Integer.toString(i), "{\"n\":" + i + "}");
        }
    }

    private List<String> walk(String resource, int limit) {
        List<String> seen = new ArrayList<>();
        Answer page = client().get(resource + "?limit=" + limit);
        seen.addAll(page.ids(resource));
        while (page.at("more").equals("true")) {
            page = client().get(resource + "?limit=" + limit + "&after=" + page.at("next"));
            seen.addAll(page.ids(resource));
        }
        return seen;
    }
}
