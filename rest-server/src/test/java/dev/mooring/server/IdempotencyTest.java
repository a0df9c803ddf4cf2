package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Idempotency-Key: every key is remembered, and a replay answers what is there now. */
class IdempotencyTest extends ServerTest {
    private static final String KEY = "Idempotency-Key";

    @Test
    void aReplayedCreateHasOneEffectAndAnswersThePresent() {
        Answer first = client().put("1", "{\"a\":1}", KEY, "d-1", "If-None-Match", "*");
        Answer changed = client().patch("1", "{\"a\":2}");

        Answer replay = client().put("1", "{\"a\":1}", KEY, "d-1", "If-None-Match", "*");

        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(replay.status()).isEqualTo(200);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.text()).isEqualTo(changed.text());
    }

    @Test
    void aReplayedCreateRevivesNothing() {
        client().put("1", "{\"a\":1}", KEY, "d-1");
        Answer deleted = client().delete("1");

        Answer replay = client().put("1", "{\"a\":1}", KEY, "d-1");
        server().purge(Instant.now().plusSeconds(60));
        Answer afterPurge = client().put("1", "{\"a\":1}", KEY, "d-1");

        assertThat(replay.text()).isEqualTo(deleted.text());
        assertThat(afterPurge.status()).isEqualTo(200);
        assertThat(afterPurge.text()).isEqualTo("{\"id\":\"1\",\"deleted\":true}");
    }

    @Test
    void aReplayedPatchUndoesNothing() {
        Answer put = client().put("1", "{\"a\":1}");
        client().patch("1", "{\"a\":2}", KEY, "d-1", "If-Match", put.tag());
        client().patch("1", "{\"a\":3}");

        Answer replay = client().patch("1", "{\"a\":2}", KEY, "d-1", "If-Match", put.tag());

        assertThat(replay.status()).isEqualTo(200);
        assertThat(replay.at("fields")).isEqualTo("{\"a\":3}");
    }

    @Test
    void aReplayedDeleteRemovesNoNewLife() {
        client().put("1", "{}");
        client().delete("1", KEY, "d-1");
        Answer again = client().put("1", "{\"b\":1}");

        Answer replay = client().delete("1", KEY, "d-1");

        assertThat(replay.text()).isEqualTo(again.text());
        assertThat(client().read("1").status()).isEqualTo(200);
    }

    @Test
    void aDeleteThatFoundNothingIsRememberedToo() {
        assertThat(client().delete("1", KEY, "d-1").status()).isEqualTo(404);
        Answer made = client().put("1", "{}");

        Answer replay = client().delete("1", KEY, "d-1");

        assertThat(replay.text()).isEqualTo(made.text());
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() {
        client().put("1", "{\"a\":1}", KEY, "d-1");

        List<Answer> others = List.of(
                client().put("1", "{\"a\":2}", KEY, "d-1"),
                client().put("2", "{\"a\":1}", KEY, "d-1"),
                client().patch("1", "{\"a\":1}", KEY, "d-1"),
                client().delete("1", KEY, "d-1"));

        assertThat(others).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("key-reused");
        });
    }

    @Test
    void whatWasRefusedIsNotRemembered() {
        client().put("1", "{}");
        Answer refused = client().patch("1", "{\"a\":1}", KEY, "d-1", "If-Match", "\"0\"");

        Answer again = client().patch("1", "{\"a\":1}", KEY, "d-1");

        assertThat(refused.status()).isEqualTo(412);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.at("fields")).isEqualTo("{\"a\":1}");
    }

    @Test
    void postPutAndBatchAreOneRequest() {
        Answer post = client().send("POST", "records", "{\"id\":\"1\",\"fields\":{\"a\":1}}", KEY, "\"d-1\"");

        Answer put = client().put("1", "{\"a\":1}", KEY, "d-1", "If-None-Match", "*");
        Answer batch = client().batch("{\"op\":\"create\",\"id\":\"1\",\"fields\":{\"a\":1},\"key\":\"d-1\"}");

        assertThat(put.text()).isEqualTo(post.text());
        assertThat(batch.at("outcomes", "0", "status")).isEqualTo("200");
    }

    @Test
    void collectionsRememberApart() {
        client().put("1", "{\"a\":1}", KEY, "d-1");

        assertThat(client().in("other").put("1", "{\"a\":2}", KEY, "d-1").status())
                .isEqualTo(201);
    }

    @Test
    void oddKeysAreRefused() {
        for (String key : List.of("", "\"\"", "x".repeat(256))) {
            assertThat(client().put("1", "{}", KEY, key).code()).as(key).isEqualTo("bad-header");
        }
    }

    @Test
    void oneKeySentByManyAtOnceHasOneEffect() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(threads.submit(() -> client().put("1", "{\"a\":1}", KEY, "d-1")));
        }

        List<String> texts = new ArrayList<>();
        int made = 0;
        for (Future<Answer> each : all) {
            texts.add(each.get().text());
            made += each.get().status() == 201 ? 1 : 0;
        }
        threads.shutdown();

        assertThat(made).isEqualTo(1);
        assertThat(texts).containsOnly(texts.get(0));
    }
}
