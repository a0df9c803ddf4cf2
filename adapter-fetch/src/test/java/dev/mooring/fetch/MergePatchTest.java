package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergePatchTest {

    @Test
    void mapIsReplacedWhole() {
        assertThat(sent("{\"m\":{\"a\":1,\"b\":{\"c\":2}},\"n\":3}", "{\"m\":{\"b\":{\"d\":4}}}"))
                .isEqualTo(map("{\"m\":{\"b\":{\"d\":4,\"c\":null},\"a\":null}}"));
    }

    @Test
    void emptyMapClearsEveryMember() {
        assertThat(sent("{\"m\":{\"a\":1}}", "{\"m\":{}}")).isEqualTo(map("{\"m\":{\"a\":null}}"));
    }

    @Test
    void nullClearsAndListsAreSentAsTheyAre() {
        assertThat(sent("{\"a\":1,\"l\":[1]}", "{\"a\":null,\"l\":[{\"x\":null}]}"))
                .isEqualTo(map("{\"a\":null,\"l\":[{\"x\":null}]}"));
    }

    @Test
    void nullInsideMapIsNamed() {
        assertThat(MergePatch.inexpressible(map("{\"a\":null,\"m\":{\"x\":{\"y\":null}}}")))
                .contains("m");
        assertThat(MergePatch.inexpressible(map("{\"a\":null,\"l\":[{\"y\":null}]}")))
                .isEmpty();
    }

    @Test
    void everyPatchBringsTheFieldsThatWereWanted() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Map<String, @Nullable Object> current = map(random, 3);
            Map<String, @Nullable Object> patch = map(random, 3);

            Map<String, @Nullable Object> after = rfc7396(current, MergePatch.from(current, patch));

            Map<String, @Nullable Object> wanted = new LinkedHashMap<>(current);
            wanted.putAll(patch);
            assertThat(after)
                    .as("seed %d, case %d: %s then %s", seed, i, current, patch)
                    .isEqualTo(wanted);
        }
    }

    /** RFC 7396, section 2, word for word. */
    private static Map<String, @Nullable Object> rfc7396(
            Map<String, @Nullable Object> target, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(target);
        patch.forEach((name, value) -> {
            if (value == null) {
                result.remove(name);
            } else if (value instanceof Map<?, ?>) {
                Object there = result.get(name);
                result.put(name, rfc7396(there instanceof Map<?, ?> ? Rows.row(there) : Map.of(), Rows.row(value)));
            } else {
                result.put(name, value);
            }
        });
        return result;
    }

    private static Map<String, @Nullable Object> map(Random random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean inner = depth > 0 && random.nextBoolean();
            map.put(
                    "k" + random.nextInt(4),
                    inner ? map(random, depth - 1) : (Object) List.of((long) random.nextInt(3)));
        }
        return map;
    }

    private static Map<String, @Nullable Object> sent(String current, String patch) {
        return MergePatch.from(map(current), map(patch));
    }

    private static Map<String, @Nullable Object> map(String json) {
        return Rows.row(Json.standard().parse(json));
    }
}
