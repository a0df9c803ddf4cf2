package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.BEARER;
import static dev.mooring.fetch.sim.Trait.IF_MATCH;
import static dev.mooring.fetch.sim.Trait.IF_MATCH_REQUIRED;
import static dev.mooring.fetch.sim.Trait.KEYS_ANSWER_PRESENT;
import static dev.mooring.fetch.sim.Trait.KEYS_ON_POST;
import static dev.mooring.fetch.sim.Trait.KEYS_ON_WRITES;
import static dev.mooring.fetch.sim.Trait.SERVER_NUMBER_IDS;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_BODY;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_ETAG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.sim.SimClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Preconditions, keys and tokens. */
class SimPreconditionsTest extends SimulatorTest {
    private static final String KEY = "Idempotency-Key";

    /** RFC 9110, 13.1.1: with If-Match the method MUST NOT be performed when no listed tag matches; 412. */
    @Test
    void ifMatch() {
        SimClient api = api(IF_MATCH);
        Answer put = api.put("1", "{\"a\":1}");

        Answer second = api.patch("1", "{\"a\":2}", "If-Match", "\"other\", " + put.header("ETag"));

        assertThat(put.header("ETag")).isEqualTo("\"" + put.at("/version") + "\"");
        assertThat(second.status()).isEqualTo(200);
        assertThat(api.patch("1", "{\"a\":3}", "If-Match", put.header("ETag")).status())
                .isEqualTo(412);
        assertThat(api.put("1", "{}", "If-Match", put.header("ETag")).status()).isEqualTo(412);
        assertThat(api.delete("1", "If-Match", put.header("ETag")).status()).isEqualTo(412);
        assertThat(api.put("9", "{}", "If-Match", "*").status()).isEqualTo(412);
        assertThat(api.get("/api/todos/1").at("/a")).isEqualTo("2");
        assertThat(api.delete("1", "If-Match", second.header("ETag")).status()).isEqualTo(200);
    }

    /** RFC 9110, 13.1.2: If-None-Match * is false when there is a representation: 412 for PUT; a match is 304 for GET. */
    @Test
    void ifNoneMatch() {
        SimClient api = api(IF_MATCH);

        Answer made = api.put("1", "{}", "If-None-Match", "*");

        assertThat(made.status()).isEqualTo(201);
        assertThat(api.put("1", "{}", "If-None-Match", "*").status()).isEqualTo(412);
        assertThat(api.get("/api/todos/1", "If-None-Match", made.header("ETag")).status())
                .isEqualTo(304);
    }

    /** RFC 6585, 3: 428 where the origin server requires the request to be conditional. */
    @Test
    void ifMatchRequired() {
        SimClient api = api(IF_MATCH_REQUIRED);
        Answer made = api.put("1", "{}");

        assertThat(api.patch("1", "{\"a\":1}").status()).isEqualTo(428);
        assertThat(api.put("1", "{}").status()).isEqualTo(428);
        assertThat(api.delete("1").status()).isEqualTo(428);
        assertThat(api.patch("1", "{\"a\":1}", "If-Match", made.header("ETag")).status())
                .isEqualTo(200);
    }

    /** RFC 9110, 13.2.1: a server that does not support conditional requests ignores the headers. */
    @Test
    void withoutPreconditionsTheLastWriteWins() {
        SimClient api = api();
        Answer put = api.put("1", "{}");

        assertThat(put.header("ETag")).isEmpty();
        assertThat(put.json().has("version")).isFalse();
        assertThat(api.put("1", "{}", "If-None-Match", "*").status()).isEqualTo(200);
        assertThat(api.delete("1", "If-Match", "\"nonsense\"").status()).isEqualTo(200);
    }

    @Test
    void someTellVersionsOnlyByEtag() {
        SimClient api = api(IF_MATCH, VERSION_IN_ETAG);
        Answer put = api.put("1", "{}");

        assertThat(put.header("ETag")).isNotEmpty();
        assertThat(put.json().has("version")).isFalse();
        assertThat(api.get("/api/todos").json().at("/0").has("version")).isFalse();
    }

    /** Optimistic locking by a column, as JPA's OptimisticLockException is commonly mapped: 409. */
    @Test
    void versionInBody() {
        SimClient api = api(VERSION_IN_BODY);
        String old = api.put("1", "{\"a\":1}").at("/version");
        Answer second = api.patch("1", "{\"a\":2,\"version\":" + old + "}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(api.patch("1", "{\"a\":3,\"version\":" + old + "}").status()).isEqualTo(409);
        assertThat(api.put("1", "{\"a\":3,\"version\":" + old + "}").status()).isEqualTo(409);
        assertThat(api.send("DELETE", "/api/todos/1?version=" + old, null).status())
                .isEqualTo(409);
        assertThat(api.get("/api/todos/1").text()).isEqualTo(second.text());
        assertThat(api.send("DELETE", "/api/todos/1?version=" + second.at("/version"), null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aVersionNeverReturns() {
        SimClient api = api(IF_MATCH);
        String first = api.put("1", "{}").header("ETag");
        api.delete("1");

        assertThat(api.put("1", "{}").header("ETag")).isNotEqualTo(first);
    }

    /** Stripe, "Idempotent requests": the resulting status code and body of the first request, whatever happened since. */
    @Test
    void aKeyAnswersTheFirstAnswerAgain() {
        SimClient api = api(KEYS_ON_POST, SERVER_NUMBER_IDS);
        Answer first = api.post("{\"a\":1}", KEY, "k1");
        api.patch(first.at("/id"), "{\"a\":2}");

        Answer again = api.post("{\"a\":1}", KEY, "k1");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(api.get("/api/todos").ids("")).hasSize(1);
        assertThat(api.post("{\"a\":1}").at("/id")).isNotEqualTo(first.at("/id"));
    }

    /** The Idempotency-Key draft, 2.7: a key reused with another payload SHOULD be 422. */
    @Test
    void aKeyBelongsToOneRequest() {
        SimClient api = api(KEYS_ON_WRITES);
        api.put("1", "{\"a\":1}", KEY, "k1");

        assertThat(api.put("1", "{\"a\":2}", KEY, "k1").status()).isEqualTo(422);
        assertThat(api.put("2", "{\"a\":1}", KEY, "k1").status()).isEqualTo(422);
    }

    /** Stripe: "regardless of whether it succeeds or fails", but not when parameters failed validation. */
    @Test
    void aFailureIsKeptAndAFailedValidationIsNot() {
        SimClient api = api(KEYS_ON_WRITES);

        assertThat(api.delete("1", KEY, "k1").status()).isEqualTo(404);
        api.put("1", "{}");
        assertThat(api.delete("1", KEY, "k1").status()).isEqualTo(404);
        assertThat(api.post("{\"id\":\"2\",\"updated_at\":1}", KEY, "k2").status())
                .isEqualTo(422);
        assertThat(api.post("{\"id\":\"2\"}", KEY, "k2").status()).isEqualTo(201);
    }

    /** Stripe: "Keys can be removed from the system automatically after they are at least 24 hours old". */
    @Test
    void keysAreForgotten() {
        SimClient api = api(KEYS_ON_WRITES, SERVER_NUMBER_IDS);
        api.post("{}", KEY, "k1");

        behind().forgetKeys();
        api.post("{}", KEY, "k1");

        assertThat(api.get("/api/todos").ids("")).hasSize(2);
    }

    @Test
    void someAnswerWhatIsThereNow() {
        SimClient api = api(KEYS_ANSWER_PRESENT);
        api.post("{\"id\":\"1\",\"a\":1}", KEY, "k1");
        api.patch("1", "{\"a\":2}", KEY, "k2");

        assertThat(api.post("{\"id\":\"1\",\"a\":1}", KEY, "k1").at("/a")).isEqualTo("2");
        api.delete("1");
        assertThat(api.post("{\"id\":\"1\",\"a\":1}", KEY, "k1").text()).isEqualTo("{\"id\":\"1\",\"deleted\":true}");
    }

    @Test
    void withoutKeysAPostDoubles() {
        SimClient api = api(SERVER_NUMBER_IDS);

        api.post("{}", KEY, "k1");
        api.post("{}", KEY, "k1");

        assertThat(api.get("/api/todos").ids("")).hasSize(2);
    }

    /** RFC 6750, 3 and 3.1: 401 with a Bearer challenge, invalid_token when it expired. */
    @Test
    void tokensExpire() {
        SimClient api = api(BEARER);
        behind().admit("t1");

        assertThat(api.get("/api/todos").header("WWW-Authenticate")).isEqualTo("Bearer realm=\"api\"");
        assertThat(api.get("/api/todos", "Authorization", "Bearer t1").status()).isEqualTo(200);
        behind().expireTokens();
        Answer expired = api.get("/api/todos", "Authorization", "Bearer t1");
        behind().admit("t2");

        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.header("WWW-Authenticate")).contains("invalid_token");
        assertThat(api.get("/api/todos", "Authorization", "Bearer t2").status()).isEqualTo(200);
    }

    @Test
    void everyIdOfAPathIsItself() {
        SimClient api = api();
        for (String id :
                List.of("a/b", "%2F", "a?b#c", " x ", "+", "%", "😀", "a;b=c", "\"<>|\\^`{}", "é".repeat(500))) {
            assertThat(api.put(id, "{}").status()).as(id).isEqualTo(201);
            assertThat(api.get(SimClient.item(id)).at("/id")).isEqualTo(id);
        }
        // RFC 3986, 3.3: + in a path is itself
        assertThat(api.send("PUT", "/api/todos/a+b", "{}").at("/id")).isEqualTo("a+b");
    }
}
