package dev.mooring.contract;

import java.util.Arrays;
import java.util.List;

/**
 * A rule of the catalogue.
 *
 * @param number such as {@code CREATE-4}
 * @param statement the rule as a sentence
 * @param needs what an adapter has to claim, one of them
 * @param refutes what an adapter claims in vain where the rule fails
 * @param when where it applies, if not everywhere
 * @param hook what the fixture has to offer
 * @param method the test that proves it
 */
record CatalogueRule(
        String number,
        String statement,
        Level level,
        List<Claim> needs,
        List<Claim> refutes,
        String when,
        String hook,
        String method) {

    static CatalogueRule of(ContractRule rule, String statement, String method) {
        return new CatalogueRule(
                rule.value(),
                statement,
                Level.of(rule),
                Arrays.asList(rule.needs()),
                Arrays.asList(rule.refutes()),
                rule.when(),
                rule.hook(),
                method);
    }

    String group() {
        return number.substring(0, number.indexOf('-'));
    }

    int index() {
        return Integer.parseInt(number.substring(number.indexOf('-') + 1));
    }

    /** Of whom it is asked, in words. */
    String asked() {
        String claims = String.join(" or ", needs.stream().map(Claim::words).toList());
        String asked = switch (level) {
            case REQUIRED -> "required";
            case CLAIMED -> "if claimed: " + claims;
            case BACKSTAGE -> "with " + hook + (claims.isEmpty() ? "" : ", if claimed: " + claims);
        };
        return when.isEmpty() ? asked : asked + ", where " + when;
    }
}
