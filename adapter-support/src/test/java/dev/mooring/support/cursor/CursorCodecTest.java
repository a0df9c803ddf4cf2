package dev.mooring.support.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Cursor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CursorCodecTest {

    private final CursorCodec codec = CursorCodec.of("rest-feed", 2, "stamp", "id");

    @Test
    void partsComeBackAsTheyWere() {
        Map<String, String> parts = Map.of("stamp", "2026-01-01T00:00:00.123456+00:00", "id", "a&b=c%20 😀\n");

        Cursor cursor = codec.cursor(parts);

        assertThat(cursor.token()).startsWith("rest-feed.2:").doesNotContain(" ", "\n");
        assertThat(codec.parts(cursor)).contains(parts);
        assertThat(codec.parts(codec.cursor(Map.of("stamp", "", "id", "")))).contains(Map.of("stamp", "", "id", ""));
    }

    /** Maps have no order, or one that differs between two runs of a program; equal parts are the same cursor all the same. */
    @Test
    void partsStandInTheOrderOfTheirNames() {
        Map<String, String> turned = new LinkedHashMap<>();
        turned.put("id", "7");
        turned.put("stamp", "1");

        assertThat(codec.cursor(turned).token()).isEqualTo("rest-feed.2:stamp=1&id=7");
    }

    @Test
    void whatIsForeignMeansStart() {
        for (String token : new String[] {
            "",
            "x",
            "rest-feed.1:stamp=1&id=2",
            "rest-feed.22:stamp=1&id=2",
            "rest-feed.2:",
            "rest-feed.2:stamp=1",
            "rest-feed.2:stamp=1&id=2&more=3",
            "rest-feed.2:stamp=1&id=2&id=3",
            "rest-feed.2:stamp=%zz&id=2",
            "rest-feed.2:stamp=%&id=2",
            "rest-feed.2:stamp&id",
            "rest-feed.2:&&"
        }) {
            assertThat(codec.parts(new Cursor(token))).as(token).isEqualTo(Optional.empty());
        }
    }

    @Test
    void noTextBreaksIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder token = new StringBuilder("rest-feed.2:");
            for (int i = random.nextInt(20); i > 0; i--) {
                token.append("stampid=&%2zé😀".charAt(random.nextInt(15)));
            }
            codec.parts(new Cursor(token.toString()))
                    .ifPresent(parts -> assertThat(codec.parts(codec.cursor(parts)))
                            .as("seed %s", seed)
                            .contains(parts));
        }
    }

    @Test
    void aCursorHasExactlyItsParts() {
        assertThatThrownBy(() -> codec.cursor(Map.of("id", "1"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CursorCodec.of("a:b", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
