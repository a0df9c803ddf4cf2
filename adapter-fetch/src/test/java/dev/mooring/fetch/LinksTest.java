package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<https://x/?page=2>; rel=\"next\"",
                "<https://x/?page=2>; rel=next",
                "<https://x/?page=2>;title=\"a, b; c\";REL=\"Next last\"",
                "<https://x/?page=9>; rel=\"last\", <https://x/?page=2>; rel=\"prefetch next\"",
                "</p>; rel=\"first\"; title=\"rel=next\", <https://x/?page=2>; rel=\"next\"",
            })
    void nextIsFound(String header) {
        assertThat(Links.next(List.of(header))).contains("https://x/?page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<https://x/>; rel=\"prev\"",
                "<https://x/>",
                "garbage, <<>>;;",
                "<https://x/>; rel=\"nextish\""
            })
    void otherLinksAreNotFollowed(String header) {
        assertThat(Links.next(List.of(header))).isEmpty();
    }

    @Test
    void severalHeadersAreRead() {
        assertThat(Links.next(List.of("</a>; rel=\"prev\"", "</b>; rel=\"next\"")))
                .contains("/b");
    }
}
