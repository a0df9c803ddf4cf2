package dev.mooring.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Misconfigured;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressTest {

    private final Address base = Address.of("https://host:8443/api/");

    @Test
    void isPutTogetherWithoutDoubleSlashes() {
        assertThat(base.path("/v1/items").segment("a b").full()).isEqualTo("https://host:8443/api/v1/items/a%20b");
        assertThat(Address.of("http://host").segment("x").full()).isEqualTo("http://host/x");
        assertThat(base.path("").full()).isEqualTo("https://host:8443/api/");
        assertThat(base.query("a", "").query("a", "1+1").full()).isEqualTo("https://host:8443/api/?a=&a=1%2B1");
    }

    @Test
    void isPrintedWithoutItsQuery() {
        Address address = Address.of("https://host/a?auth=secret#secret").query("key", "secret");

        assertThat(address).hasToString("https://host/a");
        assertThat(address.full()).contains("auth=secret");
    }

    @Test
    void linksAreResolvedAndTheirOriginCompared() {
        assertThat(base.resolve("items?page=2").full()).isEqualTo("https://host:8443/api/items?page=2");
        assertThat(base.resolve("/x").sameOrigin(base)).isTrue();
        for (String other :
                List.of("https://host/", "http://host:8443/", "https://HOST.example:8443/", "//evil:8443/")) {
            assertThat(base.resolve(other).sameOrigin(base)).as(other).isFalse();
        }
        assertThatThrownBy(() -> base.resolve("ftp://x")).isInstanceOf(Misconfigured.class);
    }

    @Test
    void whatIsNoAddressIsRefusedWithoutItsSecrets() {
        for (String bad : List.of(
                "",
                "host/x",
                "ftp://host/?token=secret",
                "https://user:secret@host/",
                "http://user:secret@/x?secret")) {
            assertThatThrownBy(() -> Address.of(bad))
                    .as(bad)
                    .isInstanceOf(Misconfigured.class)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        }
    }
}
