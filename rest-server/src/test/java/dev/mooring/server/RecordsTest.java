package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** "A record" and "Writing" of the protocol. */
class RecordsTest extends ServerTest {
    @Test
    void aPutRecordIsRead() {
        Answer put = client().put("7", "{\"title\":\"Milk\"}", "Idempotency-Key", "phone-1");

        Answer read = client().read("7");

        assertThat(put.status()).isEqualTo(201);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text()).isEqualTo(put.text());
        assertThat(read.at("fields")).isEqualTo("{\"title\":\"Milk\"}");
        assertThat(read.at("keys")).isEqualTo("[\"phone-1\"]");
        assertThat(read.at("modifiedAt")).matches("20\\d\\d-\\d\\d-\\d\\dT.*Z");
        assertThat(read.header("ETag")).isEqualTo(read.tag());
        assertThat(read.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void fieldsComeBackAsTheyWereSent() {
        String fields =
                "{\"z\":1,\"a\":1.10,\"huge\":1e400,\"long\":9007199254740993,\"longer\":123456789012345678901234567890,"
                        + "\"minus\":-0,\"nested\":{\"\":null,\"b.c\":[null,{},[]],\"__proto__\":\"0\"},\"text\":\"\\u0000\\n\\\"😀é\"}";

        client().put("1", fields);

        assertThat(client().read("1").text()).contains(fields);
    }

    @Test
    void nullAtTopLevelIsAbsence() {
        client().put("1", "{\"a\":null,\"b\":{\"c\":null}}");

        assertThat(client().read("1").at("fields")).isEqualTo("{\"b\":{\"c\":null}}");
    }

    @Test
    void aSecondPutReplacesWhole() {
        client().put("1", "{\"a\":1,\"b\":2}");

        Answer second = client().put("1", "{\"a\":3}");

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("fields")).isEqualTo("{\"a\":3}");
    }

    @Test
    void patchReplacesNamedFieldsWhole() {
        client().put("1", "{\"a\":1,\"map\":{\"x\":1,\"y\":2},\"gone\":1}");

        Answer patched = client().patch("1", "{\"map\":{\"x\":null},\"gone\":null}");

        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.at("fields")).isEqualTo("{\"a\":1,\"map\":{\"x\":null}}");
    }

    @Test
    void mergePatchMergesAtEveryLevel() {
        client().put(
                        "1",
                        "{\"title\":\"Goodbye!\",\"author\":{\"givenName\":\"John\",\"familyName\":\"Doe\"},\"tags\":[\"a\"]}");

        Answer merged = client().patch(
                        "1",
                        "{\"title\":\"Hello!\",\"author\":{\"familyName\":null},\"tags\":[\"b\"],\"new\":{\"a\":{\"b\":null}}}",
                        "Content-Type",
                        "application/merge-patch+json");

        assertThat(merged.at("fields"))
                .isEqualTo(
                        "{\"title\":\"Hello!\",\"author\":{\"givenName\":\"John\"},\"tags\":[\"b\"],\"new\":{\"a\":{}}}");
    }

    @Test
    void patchOfNothingIsAbsent() {
        Answer never = client().patch("1", "{\"a\":1}", "If-Match", "\"1\"");
        client().put("1", "{}");
        Answer tombstone = client().delete("1");
        Answer deleted = client().patch("1", "{\"a\":1}");

        assertThat(never.status()).isEqualTo(404);
        assertThat(never.code()).isEqualTo("absent");
        assertThat(deleted.status()).isEqualTo(404);
        assertThat(deleted.at("current", "version")).isEqualTo(tombstone.version());
        assertThat(client().read("1").status()).isEqualTo(404);
    }

    @Test
    void deleteLeavesATombstone() {
        client().put("1", "{\"a\":1}");

        Answer first = client().delete("1");
        Answer second = client().delete("1", "If-Match", "\"999\"");
        Answer read = client().read("1");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.at("deleted")).isEqualTo("true");
        assertThat(first.header("ETag")).isEqualTo(first.tag());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(read.status()).isEqualTo(404);
        assertThat(read.at("current", "version")).isEqualTo(first.version());
        assertThat(client().delete("never").status()).isEqualTo(404);
    }

    @Test
    void postMakesWhatIsNotThere() {
        Answer made = client().send("POST", "records", "{\"id\":\"a/b\",\"fields\":{}}");
        Answer taken = client().send("POST", "records", "{\"id\":\"a/b\",\"fields\":{\"x\":1}}");
        client().delete("a/b");
        Answer again = client().send("POST", "records", "{\"id\":\"a/b\",\"fields\":{}}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("record?id=a%2Fb");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("current", "fields")).isEqualTo("{}");
        assertThat(again.status()).isEqualTo(201);
    }

    @Test
    void aVersionNeverReturns() {
        Answer first = client().put("1", "{\"a\":1}");
        Answer deleted = client().delete("1");
        server().purge(java.time.Instant.now().plusSeconds(60));
        Answer second = client().put("1", "{\"a\":1}");

        assertThat(List.of(first.version(), deleted.version(), second.version()))
                .doesNotHaveDuplicates();
        assertThat(Long.parseLong(second.version())).isGreaterThan(Long.parseLong(deleted.version()));
    }

    @Test
    void headAnswersWithoutABody() {
        Answer put = client().put("1", "{}");

        Answer head = client().send("HEAD", Client.record("1"), null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(put.tag());
        assertThat(head.text()).isEmpty();
    }

    @Test
    void keysKeepTheCreatingOneAndTheLastFifteen() {
        client().put("1", "{}", "Idempotency-Key", "d-0");
        for (int i = 1; i <= 20; i++) {
            client().patch("1", "{\"n\":" + i + "}", "Idempotency-Key", "d-" + i);
        }

        List<?> keys = Shape.list(client().read("1").json().get("keys"), "keys");

        assertThat(keys).hasSize(16).first().isEqualTo("d-0");
        assertThat(keys.get(1)).isEqualTo("d-6");
        assertThat(keys.get(15)).isEqualTo("d-20");
    }
}
