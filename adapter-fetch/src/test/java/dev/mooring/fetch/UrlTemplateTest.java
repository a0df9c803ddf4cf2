package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UrlTemplateTest {

    private static final Set<String> KNOWN = Set.of("collection", "id", "limit", "cursor");

    @Test
    void valuesAreEncodedWhole() {
        UrlTemplate template = UrlTemplate.of("item", "/{collection}/{id}", KNOWN);

        String url = template.expand(Map.of("collection", "to dos", "id", "a/b?c#d&e=%2F+ü😀"));

        assertThat(url).isEqualTo("/to%20dos/a%2Fb%3Fc%23d%26e%3D%252F%2B%C3%BC%F0%9F%98%80");
    }

    @Test
    void parameterWithoutValueIsLeftOut() {
        UrlTemplate template = UrlTemplate.of("list", "/{collection}?kind=open&cursor={cursor}&limit={limit}", KNOWN);

        assertThat(template.expand(Map.of("collection", "t", "limit", "5"))).isEqualTo("/t?kind=open&limit=5");
    }

    @Test
    void parameterOfTwoPlacesNeedsBoth() {
        UrlTemplate template = UrlTemplate.of("list", "/{collection}?range={limit}-{cursor}", KNOWN);

        assertThat(template.expand(Map.of("collection", "t", "limit", "5"))).isEqualTo("/t");
        assertThat(template.expand(Map.of("collection", "t", "limit", "5", "cursor", "c")))
                .isEqualTo("/t?range=5-c");
    }

    @Test
    void unknownPlaceIsRefused() {
        assertThatThrownBy(() -> UrlTemplate.of("list", "/{colection}", KNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{colection}");
        assertThatThrownBy(() -> UrlTemplate.of("list", "/{collection", KNOWN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UrlTemplate.of("list", "//elsewhere/{id}", KNOWN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idAloneBetweenSlashesIsKnown() {
        assertThat(UrlTemplate.of("item", "/{collection}/{id}", KNOWN).idIsSegment())
                .isTrue();
        assertThat(UrlTemplate.of("item", "/{collection}/id-{id}", KNOWN).idIsSegment())
                .isFalse();
        assertThat(UrlTemplate.of("item", "/{collection}?id={id}", KNOWN).idIsSegment())
                .isFalse();
    }
}
