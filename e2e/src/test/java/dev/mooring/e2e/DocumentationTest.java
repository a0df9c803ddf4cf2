package dev.mooring.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.migrate.mapping.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages keep up with the code: their Java is compiled, their links lead somewhere, they stay short. */
class DocumentationTest {

    private static final Path ROOT = Checkout.ROOT;
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    /** A block of Java in a page is a run of lines of a source file that the build compiles; white space does not count. */
    @Test
    void everyJavaExampleIsCompiled() {
        List<String> sources = files("**.java")
                .map(Checkout::read)
                .map(DocumentationTest::plain)
                .toList();

        List<String> strays = new ArrayList<>();
        pages().forEach(page -> {
            Matcher block = JAVA.matcher(Checkout.read(page));
            while (block.find()) {
                String example = plain(block.group(1));
                if (sources.stream().noneMatch(source -> source.contains(example))) {
                    strays.add(ROOT.relativize(page) + ":\n" + block.group(1));
                }
            }
        });

        assertThat(strays).as("examples that stand in no compiled source").isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        pages().forEach(page -> {
            Matcher link = LINK.matcher(Checkout.read(page));
            while (link.find()) {
                if (!Files.exists(page.resolveSibling(link.group(1)))) {
                    broken.add(ROOT.relativize(page) + " -> " + link.group(1));
                }
            }
        });

        assertThat(broken).as("links to files that do not exist").isEmpty();
    }

    @Test
    void theMappingOfTheMigrationPageIsOne() {
        Matcher block = JSON.matcher(Checkout.read(ROOT.resolve("docs/migrate.md")));

        assertThat(block.find()).isTrue();
        assertThat(Mapping.parse(block.group(1)).target("todos")).isEqualTo("tasks");
    }

    @Test
    void entryPagesStayShort() {
        assertThat(Checkout.read(ROOT.resolve("README.md")).lines().count())
                .as("lines of README.md")
                .isLessThanOrEqualTo(120);
        assertThat(Checkout.read(ROOT.resolve("CONTRIBUTING.md")).lines().count())
                .as("lines of CONTRIBUTING.md")
                .isLessThanOrEqualTo(80);
    }

    private static Stream<Path> pages() {
        return files("**.md");
    }

    private static Stream<Path> files(String glob) {
        return Checkout.files(glob).stream();
    }

    /** Without white space: a page may break its lines elsewhere. */
    private static String plain(String java) {
        return java.replaceAll("\\s+", "");
    }
}
