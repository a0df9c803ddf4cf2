package dev.mooring.fetch.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StyleTest {
    @Test
    void theFirstTraitOfAGroupIsTheDefault() {
        Style plain = Style.of(Trait.LINK_HEADER);

        assertThat(plain.traits())
                .contains(Trait.LINK_HEADER, Trait.NO_DELTA, Trait.MERGE_PATCH, Trait.HARD_DELETE, Trait.STRICT)
                .doesNotContain(Trait.ALL_AT_ONCE);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatThrownBy(() -> Style.of(Trait.OFFSET, Trait.LINK_HEADER)).hasMessageContaining("PAGING");
        assertThatThrownBy(() -> Style.of(Trait.ERRORS_IN_BODY)).hasMessageContaining("BARE");
        assertThatThrownBy(() -> Style.of(Trait.VERSION_IN_BODY, Trait.VERSION_IN_ETAG))
                .hasMessageContaining("version");
        assertThatThrownBy(() -> Style.of().cap(0)).hasMessageContaining("row");
    }
}
