package dev.mooring.contract;

import dev.mooring.contract.mutant.Mutant;
import dev.mooring.contract.mutant.Mutants;
import java.util.List;
import java.util.stream.Collectors;

/** {@code RULES.md}, made from the rules' tests and the broken adapters. */
final class RulesPage {

    private static final String HEAD = """
            # The rules of the adapter contract

            Made from the tests by `RulesPageTest`; do not edit. To write it anew:
            `mvn -q -pl contract-tests -am test -Dtest=RulesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dmooring.rules.write=true`

            - *required*: asked of every adapter. "where" names a condition; where it does not hold the rule is skipped, with that reason.
            - *if claimed*: asked of adapters whose guarantees or capabilities say so. The others are tried all the same: what holds
              without being claimed is reported as undeclared.
            - *with a hook*: verifiable only where the contract class offers what is named; otherwise it is skipped as not verifiable here.

            The last column names the broken adapters that fail the rule in this module's own tests.
            """;

    private RulesPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        List<CatalogueRule> rules = Catalogue.rules();
        page.append("\n").append(rules.size()).append(" rules, ").append(count(rules, Level.REQUIRED));
        page.append(" of them required.\n");
        String group = "";
        for (CatalogueRule rule : rules) {
            if (!rule.group().equals(group)) {
                group = rule.group();
                page.append("\n## ")
                        .append(group)
                        .append("\n\n| rule | asked | statement | broken adapters that fail it |\n");
                page.append("|---|---|---|---|\n");
            }
            page.append("| ")
                    .append(rule.number())
                    .append(" | ")
                    .append(rule.asked())
                    .append(" | ");
            page.append(rule.statement()).append(" | ").append(mutants(rule)).append(" |\n");
        }
        return page.toString();
    }

    static List<String> mutantsOf(CatalogueRule rule) {
        return Mutants.all().stream()
                .filter(mutant -> mutant.rules().contains(rule.number()))
                .map(Mutant::name)
                .toList();
    }

    private static String mutants(CatalogueRule rule) {
        return mutantsOf(rule).stream().collect(Collectors.joining("; "));
    }

    private static long count(List<CatalogueRule> rules, Level level) {
        return rules.stream().filter(rule -> rule.level() == level).count();
    }
}
