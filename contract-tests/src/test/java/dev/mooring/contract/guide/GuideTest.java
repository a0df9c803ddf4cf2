package dev.mooring.contract.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every block of code in the guide that names a source is that source. */
class GuideTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path GUIDE = MODULE.resolve("../docs/write-an-adapter.md");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- ([\\w./-]+)(?:#(\\w+))? -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    @Test
    void codeInTheGuideIsTheCodeThatIsTested() throws IOException {
        List<String> shown = blocks(3);
        List<String> tested = blocksOfTheSources();

        assertThat(shown).hasSizeGreaterThan(5).isEqualTo(tested);
    }

    @Test
    void contractClassHasAtMostFifteenLines() throws IOException {
        String source = Files.readString(source("NotesAdapterTest.java"));

        String code = source.substring(source.indexOf("class "));

        assertThat(code.lines()).hasSizeLessThanOrEqualTo(15);
    }

    private static List<String> blocks(int group) throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> found.group(group))
                .toList();
    }

    private static List<String> blocksOfTheSources() throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(GUIDE));
        List<String> sources = new ArrayList<>();
        while (blocks.find()) {
            String source = Files.readString(source(blocks.group(1)));
            sources.add(blocks.group(2) == null ? withoutHead(source) : region(source, blocks.group(2)));
        }
        return sources;
    }

    private static Path source(String name) {
        return name.startsWith("contract-schema")
                ? MODULE.resolve("src/main/resources/dev/mooring/contract").resolve(name)
                : MODULE.resolve("src/test/java/dev/mooring/contract/guide").resolve(name);
    }

    private static String withoutHead(String source) {
        return source.startsWith("package ") ? source.substring(source.indexOf("\nclass ") + 1) : source;
    }

    private static String region(String source, String name) {
        String start = "    // snippet: " + name + "\n";
        int from = source.indexOf(start);
        assertThat(from).as("the snippet " + name).isNotNegative();
        String region = source.substring(from + start.length(), source.indexOf("    // end\n", from));
        return region.lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
