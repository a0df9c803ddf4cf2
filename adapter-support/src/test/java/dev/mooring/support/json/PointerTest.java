package dev.mooring.support.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PointerTest {

    /** The example of RFC 6901, section 5. */
    private final @Nullable Object document = Json.standard()
            .parse(
                    "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,"
                            + "\"m~n\":8,\"none\":null}");

    @Test
    void findsWhatTheStandardSays() {
        assertThat(Pointer.of("").find(document)).contains(document == null ? "" : document);
        assertThat(Pointer.of("/foo").find(document)).contains(List.of("bar", "baz"));
        assertThat(Pointer.of("/foo/0").find(document)).contains("bar");
        assertThat(Pointer.of("/").find(document)).contains(0L);
        assertThat(Pointer.of("/a~1b").find(document)).contains(1L);
        assertThat(Pointer.of("/c%d").find(document)).contains(2L);
        assertThat(Pointer.of("/e^f").find(document)).contains(3L);
        assertThat(Pointer.of("/g|h").find(document)).contains(4L);
        assertThat(Pointer.of("/i\\j").find(document)).contains(5L);
        assertThat(Pointer.of("/k\"l").find(document)).contains(6L);
        assertThat(Pointer.of("/ ").find(document)).contains(7L);
        assertThat(Pointer.of("/m~0n").find(document)).contains(8L);
    }

    @Test
    void findsNothingWhereNothingIs() {
        for (String text : List.of(
                "/x",
                "/foo/2",
                "/foo/-",
                "/foo/00",
                "/foo/01",
                "/foo/x",
                "/foo/0/x",
                "/foo/99999999999",
                "/none/x",
                "//")) {
            assertThat(Pointer.of(text).find(document)).as(text).isEmpty();
            assertThat(Pointer.of(text).reaches(document)).as(text).isFalse();
        }
    }

    @Test
    void tellsNullFromNothing() {
        assertThat(Pointer.of("/none").find(document)).isEmpty();
        assertThat(Pointer.of("/none").reaches(document)).isTrue();
        assertThat(Pointer.ROOT.reaches(null)).isTrue();
    }

    @Test
    void escapesAreResolvedInTheRightOrder() {
        assertThat(Pointer.of("/~01").steps()).containsExactly("~1");
        assertThat(Pointer.of("/~01")).hasToString("/~01");
        assertThat(Pointer.of("/a~1b/~0")).hasToString("/a~1b/~0").isEqualTo(Pointer.of("/a~1b/~0"));
    }

    @Test
    void scalarsAreGivenAsText() {
        assertThat(Pointer.of("/foo/1").text(document)).contains("baz");
        assertThat(Pointer.of("/a~1b").text(document)).contains("1");
        assertThat(Pointer.of("/foo").text(document)).isEmpty();
    }

    @Test
    void whatIsNoPointerIsRefused() {
        for (String text : List.of("a", "a/b", "/~", "/~2", "/a~")) {
            assertThatThrownBy(() -> Pointer.of(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
