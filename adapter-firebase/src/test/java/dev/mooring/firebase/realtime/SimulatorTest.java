package dev.mooring.firebase.realtime;

import static dev.mooring.firebase.realtime.Client.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.firebase.realtime.sim.RealtimeSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator does what the database is known to do; each test says which fact it models. */
class SimulatorTest {

    private static final RealtimeSimulator SIMULATOR = RealtimeSimulator.start().indexed("at");

    private final Client client = new Client(SIMULATOR);

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    @BeforeAll
    static void rows() {
        SIMULATOR.put(
                Map.of(
                        "a", Map.of("at", 5L),
                        "b", Map.of("at", 5L),
                        "c", Map.of("at", 7L),
                        "d", Map.of("title", "no time"),
                        "e", Map.of("at", "text")),
                "rows");
    }

    /** "PUT replace (200 + value), a missing path is 200 null, DELETE -> 200 null." */
    @Test
    void putAnswersTheValueAndWhatIsMissingIsNull() {
        assertThat(client.put("/verbs/x.json", "{\"n\":1}")).isEqualTo(new Client.Answer(200, "{\"n\":1}", ""));
        assertThat(client.get("/verbs/x/n.json")).isEqualTo("1");
        assertThat(client.send("DELETE", "/verbs/x.json", "").body()).isEqualTo("null");
        assertThat(client.get("/verbs/x.json")).isEqualTo("null");
    }

    /** "X-Firebase-ETag: true -> ETag header; mismatch -> 412 with the current value and the new ETag; nothing there: null_etag." */
    @Test
    void writesCanDependOnAnETag() {
        assertThat(client.put("/tags/x.json", "1", "if-match", "null_etag").status())
                .isEqualTo(200);
        assertThat(client.put("/tags/x.json", "2", "if-match", "null_etag").status())
                .isEqualTo(412);
        assertThat(client.put("/tags/x.json", "2", "if-match", "null_etag").body())
                .isEqualTo("1");
        assertThat(client.send("GET", "/tags/x.json", "").etag()).isEmpty();

        String etag = client.send("GET", "/tags/x.json", "", "X-Firebase-ETag", "true")
                .etag();
        assertThat(client.put("/tags/x.json", "2", "if-match", etag).status()).isEqualTo(200);
        assertThat(client.put("/tags/x.json", "3", "if-match", etag).status()).isEqualTo(412);
        assertThat(client.get("/tags/x.json")).isEqualTo("2");
    }

    /** "ETag on a node covers its whole subtree." */
    @Test
    void etagCoversTheSubtree() {
        client.put("/cover/x.json", "{\"a\":{\"b\":1}}");
        String before = client.send("GET", "/cover/x.json", "", "X-Firebase-ETag", "true")
                .etag();

        client.put("/cover/x/a/b.json", "2");

        assertThat(client.send("GET", "/cover/x.json", "", "X-Firebase-ETag", "true")
                        .etag())
                .isNotEqualTo(before);
    }

    /** "PATCH shallow update with a/b deep paths = atomic multi-location write (keys may not be ancestors of each other)." */
    @Test
    void patchChangesManyPlacesOrNone() {
        client.put("/many.json", "{\"a\":{\"x\":1,\"y\":2},\"b\":{\"x\":1}}");

        client.send("PATCH", "/many.json", "{\"a/x\":9,\"b/x\":null,\"c/x\":8}");
        assertThat(SIMULATOR.at("many")).isEqualTo(Map.of("a", Map.of("x", 9d, "y", 2d), "c", Map.of("x", 8d)));

        assertThat(client.send("PATCH", "/many.json", "{\"a\":{},\"a/x\":1}").status())
                .isEqualTo(400);
        assertThat(client.send("PATCH", "/many.json", "{\"a/x\":1,\"b.c\":1}").status())
                .isEqualTo(400);
        assertThat(client.get("/many/a/x.json")).isEqualTo("9");
    }

    /** "Treat PATCH with if-match as unsupported." */
    @Test
    void patchTakesNoETag() {
        assertThat(client.send("PATCH", "/many.json", "{\"z\":1}", "if-match", "null_etag")
                        .status())
                .isEqualTo(400);
    }

    /** "{".sv":"timestamp"}: ms since epoch", and one time for all places of a request. */
    @Test
    void serverSetsItsTime() {
        client.send("PATCH", "/times.json", "{\"a/at\":{\".sv\":\"timestamp\"},\"b/at\":{\".sv\":\"timestamp\"}}");

        assertThat(client.get("/times/a/at.json"))
                .isEqualTo(client.get("/times/b/at.json"))
                .matches("[0-9]{13}");
    }

    /** "null / {} / [] are not storable = delete; empty containers vanish." */
    @Test
    void emptinessVanishes() {
        client.put("/empty.json", "{\"a\":{},\"b\":[],\"c\":null,\"d\":{\"e\":{}},\"f\":1}");

        assertThat(client.get("/empty.json")).isEqualTo("{\"f\":1}");
    }

    /** "Arrays are objects with integer keys; dense ones come back as arrays: {"0","1","3"} -> ["x","y",null,"z"]." */
    @Test
    void numberedChildrenAreAList() {
        client.put("/list.json", "{\"0\":\"x\",\"1\":\"y\",\"3\":\"z\"}");
        client.put("/sparse.json", "{\"1\":\"x\",\"9\":\"y\"}");

        assertThat(client.get("/list.json")).isEqualTo("[\"x\",\"y\",null,\"z\"]");
        assertThat(client.get("/sparse.json")).isEqualTo("{\"1\":\"x\",\"9\":\"y\"}");
        assertThat(client.get("/list/3.json")).isEqualTo("\"z\"");
    }

    /** "Numbers are IEEE doubles: 2^53+1 -> ...992." */
    @Test
    void numbersAreDoubles() {
        client.put("/number.json", "9007199254740993");

        assertThat(SIMULATOR.at("number")).isEqualTo(9007199254740992d);
    }

    /** "Keys: none of . $ # [ ] /, no control chars, not empty; at most 768 bytes." */
    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "$a", "a#", "[a", "a]", "a/b", "a\\u0001", "a\\u007f"})
    void forbiddenKeysAreRefused(String key) {
        assertThat(client.put("/keys.json", "{\"" + key + "\":1}").status()).isEqualTo(400);
    }

    @Test
    void longKeysAndDeepTreesAreRefused() {
        assertThat(client.put("/keys.json", "{\"" + "k".repeat(769) + "\":1}").status())
                .isEqualTo(400);
        assertThat(client.put("/deep.json", "{\"k\":".repeat(31) + "1" + "}".repeat(31))
                        .status())
                .isEqualTo(400);
        assertThat(client.put("/deep.json", "{\"k\":".repeat(30) + "1" + "}".repeat(30))
                        .status())
                .isEqualTo(200);
    }

    /** "The server decodes %2F into a separator." */
    @Test
    void escapedSlashIsASlash() {
        client.put("/slash/a%2Fb.json", "1");

        assertThat(client.get("/slash.json")).isEqualTo("{\"a\":{\"b\":1}}");
    }

    /** "Missing index -> 400 Index not defined, add ".indexOn" ...; $key needs no index." */
    @Test
    void queryByAFieldNeedsAnIndex() {
        assertThat(client.send("GET", "/rows.json?orderBy=%22title%22", ""))
                .isEqualTo(new Client.Answer(
                        400,
                        "{\"error\":\"Index not defined, add \\\".indexOn\\\": \\\"title\\\", for path \\\"/rows\\\", to the rules\"}",
                        ""));
        assertThat(client.get("/rows.json?orderBy=%22$key%22&limitToFirst=1")).contains("\"a\"");
    }

    /** "Filters without orderBy -> 400." */
    @Test
    void boundNeedsAnOrder() {
        assertThat(client.get("/rows.json?limitToFirst=1"))
                .isEqualTo("{\"error\":\"orderBy must be defined when other query parameters are defined\"}");
    }

    /** Null, false, true, numbers, texts, objects; bounds are inclusive but for startAfter and endBefore; ties by key. */
    @ParameterizedTest
    @CsvSource({
        "startAt=5, a b c e",
        "startAt=6, c e",
        "startAfter=5, c e",
        "equalTo=5, a b",
        "endAt=5, a b d",
        "endBefore=5, d",
        "startAt=0&endAt=9007199254740991, a b c",
        "limitToFirst=2, a d",
        "limitToLast=1, e",
        "startAt=5&limitToFirst=1, a",
        "endAt=9007199254740991&limitToLast=1, c"
    })
    void boundsCutTheOrder(String bounds, String keys) {
        String answer = client.get("/rows.json?orderBy=%22at%22&" + bounds);

        List<String> found = List.of(keys.split(" "));
        for (String key : List.of("a", "b", "c", "d", "e")) {
            assertThat(answer.contains("\"" + key + "\":"))
                    .as("%s in %s", key, answer)
                    .isEqualTo(found.contains(key));
        }
    }

    /** "Integer-like keys sort numerically before strings ("9","10","k1")." */
    @Test
    void numbersAreTheFirstKeys() {
        client.put("/order.json", "{\"k1\":1,\"10\":1,\"9\":1}");

        assertThat(client.get("/order.json?orderBy=%22$key%22&limitToFirst=1")).isEqualTo("{\"9\":1}");
        assertThat(client.get("/order.json?orderBy=%22$key%22&limitToLast=1")).isEqualTo("{\"k1\":1}");
        assertThat(client.get("/order.json?orderBy=%22$key%22&startAt=" + encoded("\"k\"")))
                .isEqualTo("{\"k1\":1}");
    }

    /** "shallow=true (keys -> true; not combinable with other filters)"; "print=silent -> 204 no body on writes". */
    @Test
    void shallowAndSilent() {
        client.put("/shallow.json?print=silent", "{\"a\":{\"b\":1}}");

        assertThat(client.put("/shallow.json?print=silent", "{\"a\":{\"b\":1}}").status())
                .isEqualTo(204);
        assertThat(client.get("/shallow.json?shallow=true")).isEqualTo("{\"a\":true}");
        assertThat(client.send("GET", "/shallow.json?shallow=true&orderBy=%22$key%22", "")
                        .status())
                .isEqualTo(400);
    }

    /** "401 (token bad/expired, also rules denial)". */
    @Test
    void tokensAndRulesAnswer401() {
        try (RealtimeSimulator guarded = RealtimeSimulator.start()) {
            guarded.admit("good");
            guarded.admit("old");
            guarded.expire("old");
            guarded.deny("secret");
            Client stranger = new Client(guarded);

            assertThat(stranger.get("/x.json")).isEqualTo("{\"error\":\"Permission denied\"}");
            assertThat(stranger.get("/x.json?auth=old")).isEqualTo("{\"error\":\"Auth token is expired\"}");
            assertThat(stranger.send("GET", "/x.json", "", "Authorization", "Bearer bad")
                            .status())
                    .isEqualTo(401);
            assertThat(stranger.get("/secret/x.json?auth=good")).isEqualTo("{\"error\":\"Permission denied\"}");
            assertThat(stranger.get("/x.json?access_token=good")).isEqualTo("null");
        }
    }
}
