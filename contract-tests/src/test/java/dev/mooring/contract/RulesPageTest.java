package dev.mooring.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.mutant.Mutants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesPageTest {

    private static final Path PAGE = Path.of("RULES.md");
    private static final Path API = Path.of("../sync-api/src/main/java");

    @Test
    void pageIsWhatTheTestsSay() throws IOException {
        String made = RulesPage.text();
        if (Boolean.getBoolean("mooring.rules.write")) {
            Files.writeString(PAGE, made);
        }

        assertThat(Files.readString(PAGE))
                .as("RULES.md is out of date: run this test with -Dmooring.rules.write=true and commit the page")
                .isEqualTo(made);
    }

    @Test
    void everyNumberIsUsedOnce() {
        assertThat(Catalogue.rules()).extracting(CatalogueRule::number).doesNotHaveDuplicates();
    }

    @Test
    void everyRequiredRuleIsFailedByABrokenAdapter() {
        assertThat(Catalogue.rules())
                .filteredOn(rule -> rule.level() == Level.REQUIRED)
                .filteredOn(rule -> RulesPage.mutantsOf(rule).isEmpty())
                .extracting(CatalogueRule::number)
                .as("required rules without a mutant")
                .isEmpty();
    }

    @Test
    void everyGroupHasRules() {
        assertThat(Catalogue.rules()).extracting(CatalogueRule::group).containsAll(Catalogue.GROUPS);
    }

    @Test
    void mutantsNameRulesThatExist() {
        List<String> numbers = numbers();

        assertThat(Mutants.all()).allSatisfy(mutant -> assertThat(numbers).containsAll(mutant.rules()));
    }

    @Test
    void everyRuleThatTheApiMentionsExists() throws IOException {
        List<String> numbers = numbers();
        String groups = String.join("|", Catalogue.GROUPS);
        Pattern mention = Pattern.compile("\\b(?:" + groups + ")-\\d+\\b");

        List<String> unknown = new ArrayList<>();
        try (Stream<Path> files = Files.walk(API)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> mention.matcher(read(file))
                            .results()
                            .filter(found -> !numbers.contains(found.group()))
                            .forEach(found -> unknown.add(file.getFileName() + " mentions " + found.group())));
        }

        assertThat(unknown).isEmpty();
    }

    private static List<String> numbers() {
        return Catalogue.rules().stream().map(CatalogueRule::number).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
