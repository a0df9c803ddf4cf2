package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** If-Match and If-None-Match. */
class ConditionsTest extends ServerTest {
    @Test
    void aStaleVersionChangesNothing() {
        Answer first = client().put("1", "{\"a\":1}");
        Answer second = client().put("1", "{\"a\":2}", "If-Match", first.tag());

        List<Answer> stale = List.of(
                client().put("1", "{\"a\":3}", "If-Match", first.tag()),
                client().patch("1", "{\"a\":3}", "If-Match", first.tag()),
                client().delete("1", "If-Match", first.tag()));

        assertThat(second.status()).isEqualTo(200);
        for (Answer answer : stale) {
            assertThat(answer.status()).isEqualTo(412);
            assertThat(answer.code()).isEqualTo("version-mismatch");
            assertThat(answer.at("current", "version")).isEqualTo(second.version());
        }
        assertThat(client().read("1").text()).isEqualTo(second.text());
    }

    @Test
    void thePresentVersionApplies() {
        Answer put = client().put("1", "{\"a\":1}");

        Answer patched = client().patch("1", "{\"b\":2}", "If-Match", "\"other\", " + put.tag());
        Answer deleted = client().delete("1", "If-Match", patched.tag());

        assertThat(patched.status()).isEqualTo(200);
        assertThat(deleted.status()).isEqualTo(200);
    }

    @Test
    void ifNoneMatchStarMakesOnly() {
        Answer made = client().put("1", "{}", "If-None-Match", "*");
        Answer taken = client().put("1", "{\"x\":1}", "If-None-Match", "*");

        assertThat(made.status()).isEqualTo(201);
        assertThat(taken.status()).isEqualTo(412);
        assertThat(taken.at("current", "version")).isEqualTo(made.version());
        client().delete("1");
        assertThat(client().put("1", "{}", "If-None-Match", "*").status()).isEqualTo(201);
    }

    @Test
    void aPutOverExactlyATombstone() {
        Answer living = client().put("1", "{\"old\":1}");
        Answer absent = client().put("2", "{}", "If-Match", "\"1\"");
        Answer tombstone = client().delete("1");

        Answer wrong = client().put("1", "{}", "If-Match", living.tag());
        Answer star = client().put("1", "{}", "If-Match", "*");
        Answer right = client().put("1", "{\"new\":1}", "If-Match", tombstone.tag());

        assertThat(absent.status()).isEqualTo(412);
        assertThat(wrong.status()).isEqualTo(412);
        assertThat(wrong.at("current", "deleted")).isEqualTo("true");
        assertThat(star.status()).isEqualTo(412);
        assertThat(right.status()).isEqualTo(201);
        assertThat(right.at("fields")).isEqualTo("{\"new\":1}");
    }

    @Test
    void weakTagsNeverMatchIfMatch() {
        Answer put = client().put("1", "{}");

        assertThat(client().patch("1", "{\"a\":1}", "If-Match", "W/" + put.tag())
                        .status())
                .isEqualTo(412);
    }

    @Test
    void anUnreadableConditionIsRefused() {
        client().put("1", "{}");

        for (String bad : List.of("1", "\"1", "\"1\" \"2\"", ",", "\"1\",,\"2\"x")) {
            Answer answer = client().patch("1", "{\"a\":1}", "If-Match", bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("bad-header");
        }
        assertThat(client().send("POST", "records", "{\"id\":\"2\",\"fields\":{}}", "If-None-Match", "*")
                        .code())
                .isEqualTo("bad-header");
    }

    @Test
    void getWithTheKnownVersionIsNotModified() {
        Answer put = client().put("1", "{}");

        Answer same = client().send("GET", Client.record("1"), null, "If-None-Match", "W/" + put.tag());
        Answer other = client().send("GET", Client.record("1"), null, "If-None-Match", "\"0\"");

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo(put.tag());
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void ofManyWritersOnOneVersionOneWins() throws Exception {
        Answer put = client().put("1", "{}");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String fields = "{\"writer\":" + i + "}";
            all.add(threads.submit(
                    () -> client().patch("1", fields, "If-Match", put.tag()).status()));
        }

        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> each : all) {
            statuses.add(each.get());
        }
        threads.shutdown();

        assertThat(statuses)
                .containsOnlyOnce(200)
                .filteredOn(status -> status == 412)
                .hasSize(7);
    }
}
