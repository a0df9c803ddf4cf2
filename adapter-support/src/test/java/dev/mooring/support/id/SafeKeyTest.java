package dev.mooring.support.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SafeKeyTest {

    @Test
    void everyTextComesBackAndNoTwoMeet() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> taken = new HashMap<>();
        for (int round = 0; round < 20_000; round++) {
            String text = text(random);
            String key = SafeKey.of(text);

            assertThat(key).as("seed %s", seed).matches("k[A-Za-z0-9_-]*");
            assertThat(SafeKey.text(key)).as("seed %s", seed).contains(text);
            String other = taken.putIfAbsent(key, text);
            assertThat(other == null || other.equals(text))
                    .as("seed %s: %s", seed, key)
                    .isTrue();
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int point =
                    random.nextBoolean() ? "k_.$#[]/%2F0Aa é-".codePointAt(random.nextInt(17)) : random.nextInt(0xD800);
            text.appendCodePoint(point);
        }
        return text.toString();
    }

    @Test
    void keysAreHarmlessEverywhere() {
        assertThat(SafeKey.of("a-Z9")).isEqualTo("ka-Z9");
        assertThat(SafeKey.of("")).isEqualTo("k");
        assertThat(SafeKey.of("..")).isEqualTo("k_2E_2E");
        assertThat(SafeKey.of("007")).isEqualTo("k007");
        assertThat(SafeKey.of("a/b_😀")).isEqualTo("ka_2Fb_5F_F0_9F_98_80");
    }

    @Test
    void whatIsNoKeyHasNoText() {
        for (String foreign :
                List.of("", "a", "-Nabc", "k_", "k_2", "k_2e", "k_41", "k_FF", "k_zz", "k/", "k ", "ké", "k_5f")) {
            assertThat(SafeKey.text(foreign)).as(foreign).isEmpty();
        }
    }

    @Test
    void unpairedSurrogatesAreRefusedAndNotConfused() {
        assertThatThrownBy(() -> SafeKey.of("a\ud800")).isInstanceOf(IllegalArgumentException.class);
    }
}
