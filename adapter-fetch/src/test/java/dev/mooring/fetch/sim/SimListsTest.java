package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.CURSOR_IN_BODY;
import static dev.mooring.fetch.sim.Trait.DATA;
import static dev.mooring.fetch.sim.Trait.LENIENT;
import static dev.mooring.fetch.sim.Trait.LINK_HEADER;
import static dev.mooring.fetch.sim.Trait.OFFSET;
import static dev.mooring.fetch.sim.Trait.PAGE_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.sim.SimClient.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How lists are cut into pages. */
class SimListsTest extends SimulatorTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>;[^<]*rel=\"next\"");

    @Test
    void aPlainListIsAnArrayOfEverything() {
        SimClient api = filled(api(), 40);

        assertThat(api.get("/api/todos").ids("")).hasSize(40).startsWith("0", "1", "2");
        assertThat(api.get("/api/nothing").text()).isEqualTo("[]");
    }

    /** GitHub, "Using pagination in the REST API": {@code page} and {@code per_page}; a page past the end is an empty array. */
    @Test
    void pagesAreNumberedFromOne() {
        SimClient api = filled(api(PAGE_NUMBER), 5);

        assertThat(api.get("/api/todos?per_page=2").ids("")).containsExactly("0", "1");
        assertThat(api.get("/api/todos?per_page=2&page=3").ids("")).containsExactly("4");
        assertThat(api.get("/api/todos?per_page=2&page=4").text()).isEqualTo("[]");
    }

    /** GitHub: "per_page: The number of results per page (max 100)"; more is not an error. */
    @Test
    void theCapIsSilent() {
        SimClient api = filled(api(Style.of(PAGE_NUMBER).cap(3)), 5);

        assertThat(api.get("/api/todos?per_page=1000000").ids("")).hasSize(3);
        assertThat(api.get("/api/todos").ids("")).hasSize(3);
    }

    /** What counted pages do: a row that goes away between two pages hides another. */
    @Test
    void countedPagesDrift() {
        SimClient api = filled(api(OFFSET), 4);
        List<String> first = api.get("/api/todos?limit=2").ids("");
        api.delete("0");

        List<String> second = api.get("/api/todos?limit=2&offset=2").ids("");

        assertThat(first).containsExactly("0", "1");
        assertThat(second).containsExactly("3");
    }

    @Test
    void aTotalIsToldWhereThereIsRoom() {
        assertThat(filled(api(OFFSET, DATA), 4).get("/api/todos?limit=1").at("/meta/total"))
                .isEqualTo("4");
    }

    /** Slack, "Pagination": an empty, null or missing {@code next_cursor} indicates that no further results exist. */
    @Test
    void aCursorInTheBodyIsEmptyAtTheEnd() {
        SimClient api = filled(api(CURSOR_IN_BODY), 4);

        Answer first = api.get("/api/todos?limit=2");
        api.delete("0");
        Answer second = api.get("/api/todos?limit=2&cursor=" + first.at("/next_cursor"));

        assertThat(first.ids("/items")).containsExactly("0", "1");
        assertThat(second.ids("/items")).containsExactly("2", "3");
        assertThat(second.json().at("/next_cursor").isTextual()).isTrue();
        assertThat(second.at("/next_cursor")).isEmpty();
        assertThat(api.get("/api/todos?cursor=bogus").at("/title")).isEqualTo("invalid_cursor");
    }

    @Test
    void anEnvelopeHoldsTheCursorInMeta() {
        Answer page = filled(api(CURSOR_IN_BODY, DATA), 2).get("/api/todos?limit=1");

        assertThat(page.ids("/data")).containsExactly("0");
        assertThat(page.at("/meta/next_cursor")).isNotEmpty();
    }

    /** RFC 8288, 3 and 3.2: several links in one field, a relative reference, parameters that hold commas and semicolons. */
    @Test
    void theLinkHeaderNamesTheNextPage() {
        SimClient api = filled(api(LINK_HEADER), 5);
        List<String> seen = new ArrayList<>();
        String address = "/api/todos?per_page=2";
        for (int page = 0; page < 3; page++) {
            Answer answer = api.get(address);
            seen.addAll(answer.ids(""));
            Matcher next = NEXT.matcher(answer.header("Link"));
            address = next.find() ? URI.create(next.group(1)).toString() : "";
        }

        assertThat(seen).containsExactly("0", "1", "2", "3", "4");
        assertThat(address).isEmpty();
        assertThat(api.get("/api/todos?per_page=2").header("Link"))
                .startsWith("</api/todos?")
                .contains("rel=\"first\"");
        assertThat(api.get("/api/todos?per_page=2&after=bogus").status()).isEqualTo(400);
    }

    @Test
    void aStrictApiRefusesWhatItDoesNotKnow() {
        SimClient strict = filled(api(PAGE_NUMBER), 1);

        for (String query :
                List.of("limit=1", "offset=0", "page=0", "per_page=x", "updated_since=2026-01-01T00:00:00Z")) {
            assertThat(strict.get("/api/todos?" + query).status()).as(query).isEqualTo(400);
        }
        SimClient lenient = filled(api(PAGE_NUMBER, LENIENT), 1);
        assertThat(lenient.get("/api/todos?limit=1&page=0&per_page=x").ids("")).containsExactly("0");
    }

    static SimClient filled(SimClient api, int count) {
        for (int i = 0; i < count; i++) {
            api.put(Integer.toString(i), "{\"n\":" + i + "}");
        }
        return api;
    }
}
