package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many writes in one request. */
class BatchTest extends ServerTest {
    @Test
    void outcomesComeInOrderAndForThemselves() {
        Answer there = client().put("there", "{\"a\":1,\"m\":{\"x\":1}}");

        Answer batch = client().batch(String.join(
                ",",
                "{\"op\":\"create\",\"id\":\"new\",\"fields\":{\"n\":1e400},\"key\":\"d-1\"}",
                "{\"op\":\"create\",\"id\":\"there\",\"fields\":{}}",
                "{\"op\":\"patch\",\"id\":\"there\",\"fields\":{\"a\":2},\"ifMatch\":\"" + there.version() + "\"}",
                "{\"op\":\"patch\",\"id\":\"there\",\"fields\":{\"a\":3},\"ifMatch\":\"" + there.version() + "\"}",
                "{\"op\":\"merge\",\"id\":\"there\",\"fields\":{\"m\":{\"y\":2}}}",
                "{\"op\":\"delete\",\"id\":\"never\"}",
                "{\"op\":\"put\",\"id\":\"new\",\"fields\":{},\"ifNoneMatch\":\"*\"}",
                "{\"op\":\"fly\",\"id\":\"x\"}",
                "17",
                "{\"op\":\"delete\",\"id\":\"new\"}"));

        assertThat(IntStream.range(0, 10)
                        .mapToObj(i -> batch.at("outcomes", Integer.toString(i), "status"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo("201 409 200 412 200 404 412 400 400 200");
        assertThat(batch.at("outcomes", "0", "record", "keys")).isEqualTo("[\"d-1\"]");
        assertThat(batch.at("outcomes", "3", "current", "fields")).isEqualTo("{\"a\":2,\"m\":{\"x\":1}}");
        assertThat(batch.at("outcomes", "5", "record", "deleted")).isEqualTo("true");
        assertThat(batch.at("outcomes", "7", "error", "code")).isEqualTo("bad-shape");
        assertThat(batch.at("outcomes", "7", "error", "message"))
                .isEqualTo("op must be one of [create, put, patch, merge, delete]");
        assertThat(client().read("there").at("fields")).isEqualTo("{\"a\":2,\"m\":{\"x\":1,\"y\":2}}");
        assertThat(client().read("new").status()).isEqualTo(404);
    }

    @Test
    void aReplayedBatchHasOneEffect() {
        String writes = "{\"op\":\"create\",\"id\":\"1\",\"fields\":{},\"key\":\"d-1\"},"
                + "{\"op\":\"patch\",\"id\":\"1\",\"fields\":{\"a\":1},\"key\":\"d-2\"}";
        client().batch(writes);
        Answer before = client().read("1");

        Answer replay = client().batch(writes);

        assertThat(replay.at("outcomes", "0", "status")).isEqualTo("200");
        assertThat(client().read("1").text()).isEqualTo(before.text());
    }

    @Test
    void aBatchThatIsTooLargeChangesNothing() {
        String writes = IntStream.rangeClosed(0, 500)
                .mapToObj(i -> "{\"op\":\"put\",\"id\":\"" + i + "\",\"fields\":{}}")
                .collect(Collectors.joining(","));

        Answer refused = client().batch(writes);
        Answer taken = client().batch(writes.substring(writes.indexOf("},{") + 2));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("batch-too-large");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(client().get("keys?limit=1000").ids("keys")).hasSize(500);
    }

    @Test
    void aBatchThatIsNoBatchChangesNothing() {
        assertThat(client().send("POST", "batch", "{\"writes\":{}}").code()).isEqualTo("bad-shape");
        assertThat(client().send("POST", "batch", "[]").code()).isEqualTo("bad-shape");
        assertThat(client().batch("{\"op\":\"put\",\"id\":\"1\",\"fields\":{}},{")
                        .code())
                .isEqualTo("bad-json");
        assertThat(client().get("records").ids("records")).isEmpty();
    }

    @Test
    void anItemsMistakeIsNamed() {
        Answer batch = client().batch("{\"op\":\"put\",\"fields\":{}},{\"op\":\"put\",\"id\":\"1\",\"field\":{}},"
                + "{\"op\":\"put\",\"id\":\"1\"},{\"op\":\"put\",\"id\":\"\",\"fields\":{}}");

        assertThat(batch.at("outcomes", "0", "error", "code")).isEqualTo("bad-shape");
        assertThat(batch.at("outcomes", "1", "error", "code")).isEqualTo("unknown-member");
        assertThat(batch.at("outcomes", "2", "error", "code")).isEqualTo("bad-shape");
        assertThat(batch.at("outcomes", "3", "error", "code")).isEqualTo("bad-id");
    }
}
