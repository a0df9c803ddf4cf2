package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    private static final int CLAIMS = 19;

    @Test
    void everyClaimHolds(@TempDir Path directory) {
        Path kept = directory.resolve("kept");

        Ran shown = Ran.mooring(
                Map.of("MOORING_COLUMNS", "80", "NO_COLOR", "1"),
                "demo",
                "--seed",
                "42",
                "--items",
                "12",
                "--keep",
                kept.toString());

        assertThat(shown.code()).as(shown.toString()).isZero();
        assertThat(shown.out())
                .contains("seed 42", "All " + CLAIMS + " claims held", "mooring demo --seed 42")
                .doesNotContain("\u001b");
        assertThat(shown.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(kept.resolve("laptop.db")).exists();
        assertThat(Ran.mooring("pending", kept.resolve("phone.db").toString()).out())
                .contains("0 writes wait");
    }

    @Test
    void aProgramGetsTheClaimsAndNothingElse() {
        Ran shown = Ran.mooring("demo", "--seed", "7", "--items", "12", "--json");

        assertThat(shown.code()).as(shown.toString()).isZero();
        assertThat(shown.json()).singleElement().satisfies(result -> {
            assertThat(result.get("seed")).isEqualTo(7L);
            assertThat(result.get("held")).isEqualTo(true);
            assertThat(result.get("claims"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(CLAIMS);
        });
    }

    @Test
    void aDirectoryWithSomethingInItIsLeftAlone(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("mine"), "mine");

        Ran shown = Ran.mooring("demo", "--keep", directory.toString());

        assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
        assertThat(shown.err()).contains("needs a new or empty directory", "mine");
        assertThat(directory).isDirectoryContaining(file -> file.endsWith("mine"));
    }

    @Test
    void aListThatIsTooShortOrTooLongIsRefused() {
        for (String items : new String[] {"11", "10001"}) {
            Ran shown = Ran.mooring("demo", "--items", items);

            assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
            assertThat(shown.err()).contains("from 12 to 10000, was " + items);
        }
    }
}
