package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final String ALPHABET = "a0-~_.$#[]/% \u007f\n7BF\u00e9\ud7ff\ufffd";

    /** Records that are there already keep their keys. */
    @ParameterizedTest
    @ValueSource(strings = {"-NzYx_1", "user_1", "ann%20", "a b", "\u00e9", "e\u0301", "0a"})
    void ordinaryIdIsItsOwnKey(String id) {
        assertThat(Keys.of(id)).isEqualTo(id);
        assertThat(Keys.id(id)).contains(id);
    }

    @ParameterizedTest
    @CsvSource({"a.b, a~2Eb", "$, ~24", "a/b, a~2Fb", "~, ~7E", "[#], ~5B~23~5D", "17, ~317", "007, ~3007", "-1, ~2D1"})
    void forbiddenCharactersAndNumbersAreEscaped(String id, String key) {
        assertThat(Keys.of(id)).isEqualTo(key);
        assertThat(Keys.id(key)).contains(id);
    }

    /** UTF-8 and UTF-16 sort these differently, and the server does not say which it compares. */
    @Test
    void charactersOfDoubtfulOrderAreEscaped() {
        assertThat(Keys.of("\ud83d\ude00")).isEqualTo("~F0~9F~98~80");
        assertThat(Keys.of("\uff01")).isEqualTo("~EF~BC~81");
        assertThat(Keys.of("\ud7ff")).isEqualTo("\ud7ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "-1", "a~", "a~2", "a~zz", "~61", "~2e", "~FF", "\ud83d\ude00"})
    void keyThatIsNotMadeHereStandsForNoId(String key) {
        assertThat(Keys.id(key)).isEmpty();
    }

    @Test
    void anyIdComesBackAndNoTwoShareAKey() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5) + 1; n > 0; n--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String id = text.toString();
            String key = Keys.of(id);

            assertThat(Keys.id(key)).as("seed %s, id %s", seed, id).contains(id);
            assertThat(Keys.isKey(key) && !Keys.isNumber(key))
                    .as("seed %s, key %s", seed, key)
                    .isTrue();
            String other = ids.put(key, id);
            assertThat(other == null || other.equals(id))
                    .as("seed %s: %s and %s", seed, id, other)
                    .isTrue();
        }
    }

    @Test
    void longestIdIsAKeyThatTheDatabaseTakes() {
        String key = Keys.of("/".repeat(Gate.IDS.longest()));

        assertThat(key.getBytes(StandardCharsets.UTF_8).length).isEqualTo(Keys.LONGEST);
        assertThat(Keys.isKey(key)).isTrue();
        assertThat(Keys.isKey(key + "x")).isFalse();
    }
}
