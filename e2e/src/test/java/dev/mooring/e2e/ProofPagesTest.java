package dev.mooring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promise in a page is worth its test: every test that a page of proofs names exists, and every line says how it stands. */
class ProofPagesTest {

    private static final NamedTests TESTS = new NamedTests(Checkout.files("**/src/{test,main}/java/**.java"));
    private static final Pattern ANSWER = Pattern.compile("`\\w+#\\w+`|not yet|does not apply|cannot hold|see ");

    @ParameterizedTest
    @ValueSource(strings = {"guarantees.md", "behaviours.md"})
    void everyNamedTestExists(String page) {
        String text = Checkout.read(Checkout.ROOT.resolve("docs").resolve(page));

        assertThat(text).contains("#");
        assertThat(TESTS.missing(text))
                .as("tests that docs/" + page + " names and nobody has")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"guarantees.md", "behaviours.md"})
    void everyLineOfATableSaysHowItIsProved(String page) {
        List<String> lines = Checkout.read(Checkout.ROOT.resolve("docs").resolve(page))
                .lines()
                .toList();
        List<String> silent = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            boolean row = lines.get(i).startsWith("| ") && !lines.get(i + 1).startsWith("|--");
            if (row && !ANSWER.matcher(lines.get(i)).find()) {
                silent.add(lines.get(i));
            }
        }

        assertThat(silent).as("lines without a test or a reason").isEmpty();
    }

    @Test
    void nameThatNobodyHasIsFound() {
        assertThat(TESTS.missing("`ProofPagesTest#nameThatNobodyHasIsFound` `NoTest#none` `ProofPagesTest#gone`"))
                .containsExactly("NoTest#none", "ProofPagesTest#gone");
        assertThat(TESTS.has("InMemoryEngineTest", "twoDevicesConverge"))
                .as("inherited")
                .isTrue();
        assertThat(TESTS.has("StoreKind", "SQLITE"))
                .as("what tests run through")
                .isTrue();
        assertThat(TESTS.has("NamedTests", "missing")).as("no test").isFalse();
    }
}
