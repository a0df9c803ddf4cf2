package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.ATTRIBUTES;
import static dev.mooring.fetch.sim.Trait.DATA;
import static dev.mooring.fetch.sim.Trait.ERRORS_IN_BODY;
import static dev.mooring.fetch.sim.Trait.NO_CONTENT;
import static dev.mooring.fetch.sim.Trait.PATCH_FIELDS;
import static dev.mooring.fetch.sim.Trait.PUT_ONLY;
import static dev.mooring.fetch.sim.Trait.SERVER_NUMBER_IDS;
import static dev.mooring.fetch.sim.Trait.SERVER_TEXT_IDS;
import static dev.mooring.fetch.sim.Trait.SINGLE_DOCUMENT;
import static dev.mooring.fetch.sim.Trait.SOFT_DELETE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.sim.SimClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What writes do and what they answer. */
class SimWritesTest extends SimulatorTest {
    @Test
    void numbersAndNullsAreKeptExactly() {
        SimClient api = api();
        String fields =
                "\"a\":1.10,\"b\":9007199254740993,\"c\":[null,{\"d\":null}],\"e\":123456789012345678901234567890";

        api.put("1", "{" + fields + "}");

        assertThat(api.get("/api/todos/1").text()).contains(fields);
    }

    /** RFC 7396, 3: the example of the document, word for word. */
    @Test
    void aMergePatchMergesDeeply() {
        SimClient api = api();
        api.put(
                "1",
                "{\"title\":\"Goodbye!\",\"author\":{\"givenName\":\"John\",\"familyName\":\"Doe\"},"
                        + "\"tags\":[\"example\",\"sample\"],\"content\":\"This will be unchanged\"}");

        Answer patched = api.patch(
                "1",
                "{\"title\":\"Hello!\",\"phoneNumber\":\"+01-123-456-7890\","
                        + "\"author\":{\"familyName\":null},\"tags\":[\"example\"]}");

        assertThat(patched.text())
                .startsWith(
                        "{\"id\":\"1\",\"title\":\"Hello!\",\"author\":{\"givenName\":\"John\"},\"tags\":[\"example\"],"
                                + "\"content\":\"This will be unchanged\",\"phoneNumber\":\"+01-123-456-7890\"");
    }

    /** RFC 7396, appendix A: a null inside a map of the patch never arrives. */
    @Test
    void aMergePatchCannotSayNull() {
        SimClient api = api();
        api.put("1", "{}");

        assertThat(api.patch("1", "{\"a\":{\"bb\":{\"ccc\":null}}}")
                        .json()
                        .at("/a")
                        .toString())
                .isEqualTo("{\"bb\":{}}");
    }

    @Test
    void aFieldPatchReplacesWhole() {
        SimClient api = api(PATCH_FIELDS);
        api.put("1", "{\"a\":{\"x\":1},\"b\":1}");

        Answer patched = api.patch("1", "{\"a\":{\"y\":null},\"b\":null}", "Content-Type", "application/json");

        assertThat(patched.text()).startsWith("{\"id\":\"1\",\"a\":{\"y\":null},\"updated_at\"");
    }

    /** RFC 5789, 2.2: "Unsupported patch document: 415 ... SHOULD include an Accept-Patch response header". */
    @Test
    void anotherPatchFormatIsRefused() {
        SimClient api = api();
        api.put("1", "{}");

        Answer answer = api.patch("1", "{}", "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept-Patch")).isEqualTo("application/merge-patch+json");
    }

    /** RFC 9110, 15.5.6: 405 MUST come with Allow. */
    @Test
    void whereThereIsOnlyPut() {
        SimClient api = api(PUT_ONLY);
        api.put("1", "{\"a\":1,\"b\":2}");

        Answer replaced = api.put("1", "{\"id\":\"1\",\"a\":3}");

        assertThat(replaced.text()).startsWith("{\"id\":\"1\",\"a\":3,\"updated_at\"");
        assertThat(api.patch("1", "{\"a\":3}").status()).isEqualTo(405);
        assertThat(api.patch("1", "{\"a\":3}").header("Allow")).contains("PUT");
        assertThat(api.send("DELETE", "/api/todos", null).header("Allow")).isEqualTo("GET, POST");
    }

    /** RFC 9110, 9.3.3 and 15.3.2: POST that makes something is 201 with its Location; 9.3.4: PUT is 201, then 200. */
    @Test
    void statusesOfMaking() {
        SimClient api = api();

        Answer posted = api.post("{\"id\":\"a/b c\",\"x\":1}");

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.header("Location")).isEqualTo("/api/todos/a%2Fb%20c");
        assertThat(api.get(posted.header("Location")).at("/x")).isEqualTo("1");
        assertThat(api.post("{\"id\":\"a/b c\"}").status()).isEqualTo(409);
        assertThat(api.put("2", "{}").status()).isEqualTo(201);
        assertThat(api.put("2", "{}").status()).isEqualTo(200);
        assertThat(api.post("{}").status()).isEqualTo(422);
        assertThat(api.put("2", "{\"id\":\"3\"}").status()).isEqualTo(422);
    }

    /** RFC 9110, 15.3.5: 204 has no content. */
    @Test
    void answersWithoutContent() {
        SimClient api = api(NO_CONTENT);

        Answer posted = api.post("{\"id\":\"1\"}");

        assertThat(posted.status()).isEqualTo(201);
        assertThat(posted.text()).isEmpty();
        assertThat(posted.header("Location")).isEqualTo("/api/todos/1");
        assertThat(List.of(
                        api.put("1", "{}").status(),
                        api.patch("1", "{\"a\":1}").status(),
                        api.delete("1").status()))
                .containsOnly(204);
    }

    /** RFC 9110, 15.5.5: what is not there is 404, for DELETE as well. */
    @Test
    void whatIsDeletedHardIsGone() {
        SimClient api = api();
        api.put("1", "{\"a\":1}");

        assertThat(api.delete("1").text()).isEqualTo("{\"id\":\"1\",\"deleted\":true}");
        assertThat(api.delete("1").status()).isEqualTo(404);
        assertThat(api.get("/api/todos/1").status()).isEqualTo(404);
        assertThat(api.patch("1", "{\"a\":2}").status()).isEqualTo(404);
        assertThat(api.post("{\"id\":\"1\"}").status()).isEqualTo(201);
    }

    @Test
    void whatIsDeletedSoftlyKeepsItsPlace() {
        SimClient api = api(SOFT_DELETE);
        api.put("1", "{\"a\":1}");

        api.delete("1");
        Answer read = api.get("/api/todos/1");
        Answer taken = api.post("{\"id\":\"1\"}");
        Answer revived = api.patch("1", "{\"deleted\":false}");

        assertThat(read.at("/deleted")).isEqualTo("true");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(revived.text()).contains("\"a\":1").contains("\"deleted\":false");
        assertThat(api.patch("1", "{\"deleted\":true}").at("/deleted")).isEqualTo("true");
        assertThat(api.get("/api/todos").text()).isEqualTo("[]");
        assertThat(api.put("1", "{\"b\":2}").text())
                .contains("\"deleted\":false")
                .doesNotContain("\"a\"");
    }

    /** JSON:API, "Client-Generated IDs": an unsupported one MUST be 403. */
    @Test
    void idsThatTheServerMakes() {
        SimClient numbers = api(SERVER_NUMBER_IDS);
        Answer made = numbers.post("{\"a\":1}");
        assertThat(made.json().at("/id").isIntegralNumber()).isTrue();
        assertThat(numbers.get("/api/todos/" + made.at("/id")).at("/a")).isEqualTo("1");
        assertThat(numbers.post("{\"id\":\"7\"}").status()).isEqualTo(403);
        assertThat(numbers.put("7", "{}").status()).isEqualTo(404);

        SimClient text = api(SERVER_TEXT_IDS);
        text.post("{}");
        text.post("{}");
        assertThat(text.get("/api/todos").ids("")).hasSize(2).allMatch(id -> id.startsWith("rec_"));
    }

    /** JSON:API, "Resource Objects": fields are below attributes, rows below data. */
    @Test
    void envelopesAndAttributes() {
        SimClient api = api(DATA, ATTRIBUTES);

        api.post("{\"id\":\"1\",\"attributes\":{\"id\":\"inner\",\"a\":1}}");

        assertThat(api.get("/api/todos/1").at("/data/attributes/id")).isEqualTo("inner");
        assertThat(api.get("/api/todos").at("/data/0/attributes/a")).isEqualTo("1");
        assertThat(api.patch("1", "{\"attributes\":{\"a\":2}}").at("/data/attributes/a"))
                .isEqualTo("2");
        assertThat(api.put("1", "{\"a\":2}").status()).isEqualTo(422);
    }

    /** Slack, "Evaluating responses": HTTP 200, {@code ok} is false, {@code error} is a short code. */
    @Test
    void errorsInTheBody() {
        SimClient api = api(DATA, ERRORS_IN_BODY);

        Answer missing = api.get("/api/todos/1");

        assertThat(missing.status()).isEqualTo(200);
        assertThat(missing.text()).isEqualTo("{\"ok\":false,\"error\":\"not_found\"}");
        assertThat(api.put("1", "{}").at("/ok")).isEqualTo("true");
        assertThat(api.get("/api/todos").at("/ok")).isEqualTo("true");
    }

    /** RFC 9457, 3: application/problem+json with title and status. */
    @Test
    void errorsAreProblems() {
        Answer missing = api().get("/api/todos/1");

        assertThat(missing.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(missing.at("/status")).isEqualTo("404");
        assertThat(missing.at("/title")).isEqualTo("not_found");
    }

    @Test
    void managedMembersAreReadOnly() {
        assertThat(api().put("1", "{\"updated_at\":\"2026-01-01T00:00:00Z\"}").status())
                .isEqualTo(422);
        assertThat(api(Trait.LENIENT).put("1", "{\"updated_at\":\"x\"}").at("/updated_at"))
                .isNotEqualTo("x");
    }

    @Test
    void bodiesMustBeObjects() {
        SimClient api = api();

        assertThat(List.of(
                        api.put("1", "").status(),
                        api.put("1", "{").status(),
                        api.put("1", "[]").status(),
                        api.put("1", "{} x").status()))
                .containsOnly(400);
    }

    @Test
    void oneDocument() {
        SimClient api = api(SINGLE_DOCUMENT);

        assertThat(api.get("/api/settings").status()).isEqualTo(404);
        assertThat(api.send("PUT", "/api/settings", "{\"theme\":\"dark\",\"id\":7}")
                        .status())
                .isEqualTo(201);
        assertThat(api.send("PATCH", "/api/settings", "{\"size\":2}").at("/theme"))
                .isEqualTo("dark");
        assertThat(api.send("DELETE", "/api/settings", null).status()).isEqualTo(204);
        assertThat(api.get("/api/settings").status()).isEqualTo(404);
    }
}
