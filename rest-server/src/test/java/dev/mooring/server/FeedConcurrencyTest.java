package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Eight writers; a reader who pages all the time misses nothing. */
class FeedConcurrencyTest extends ServerTest {
    private static final int WRITERS = 8;
    private static final int WRITES = 60;

    @Test
    void aReaderBesideWritersEndsWithWhatIsThere() throws Exception {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("FeedConcurrencyTest: -Dmooring.seed=" + seed);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        AtomicBoolean written = new AtomicBoolean();
        Future<Map<String, String>> reader = threads.submit(() -> follow(new Random(seed), written));

        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random random = new Random(seed + i + 1);
            writers.add(threads.submit(() -> write(random)));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        written.set(true);
        Map<String, String> followed = reader.get(120, TimeUnit.SECONDS);
        threads.shutdown();

        assertThat(followed).as("seed " + seed).isEqualTo(there());
    }

    private void write(Random random) {
        for (int i = 0; i < WRITES; i++) {
            String id = Integer.toString(random.nextInt(40));
            int dice = random.nextInt(10);
            if (dice < 2) {
                client().delete(id);
            } else if (dice < 4) {
                client().batch("{\"op\":\"put\",\"id\":\"" + id + "\",\"fields\":{}},{\"op\":\"put\",\"id\":\"b" + id
                        + "\",\"fields\":{}}");
            } else {
                client().put(id, "{\"n\":" + random.nextInt() + "}");
            }
        }
    }

    /** Versions by id, as the feed tells them, until a page after the last write has no more. */
    private Map<String, String> follow(Random random, AtomicBoolean written) {
        Map<String, String> known = new HashMap<>();
        boolean last = written.get();
        Answer page = client().get("changes?limit=2");
        take(page, known);
        while (!last || page.at("more").equals("true")) {
            last = written.get();
            page = client().get("changes?limit=" + (1 + random.nextInt(5)) + "&since=" + page.at("next"));
            take(page, known);
        }
        return known;
    }

    private static void take(Answer page, Map<String, String> known) {
        for (Object each : Shape.list(page.json().get("changes"), "changes")) {
            Map<String, @Nullable Object> change = Shape.object(each, "a change");
            String id = String.valueOf(change.get("id"));
            if (change.containsKey("deleted")) {
                known.remove(id);
            } else {
                known.put(id, String.valueOf(change.get("version")));
            }
        }
    }

    private Map<String, String> there() {
        Map<String, String> there = new HashMap<>();
        for (Object each : Shape.list(client().get("keys?limit=1000").json().get("keys"), "keys")) {
            Map<String, @Nullable Object> key = Shape.object(each, "a key");
            there.put(String.valueOf(key.get("id")), String.valueOf(key.get("version")));
        }
        return there;
    }
}
