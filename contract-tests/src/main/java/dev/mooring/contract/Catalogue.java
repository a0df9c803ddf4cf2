package dev.mooring.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** All rules of the suite, read from its tests. */
final class Catalogue {

    /** The order of the groups in reports. */
    private static final List<String> GROUPS = List.of(
            "LIST", "CREATE", "UPDATE", "DELETE", "FEED", "VALUE", "ID", "BATCH", "LOOKUP", "SCAN", "LIVE", "CLIENT",
            "ERROR", "FAULT", "SECRET");

    private Catalogue() {}

    /** Every rule, group by group. */
    static List<CatalogueRule> rules() {
        return Arrays.stream(AdapterContract.class.getDeclaredClasses())
                .filter(group -> group.isAnnotationPresent(Nested.class))
                .flatMap(group -> Arrays.stream(group.getSuperclass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(ContractRule.class))
                .map(Catalogue::rule)
                .sorted(Comparator.<CatalogueRule>comparingInt(rule -> GROUPS.indexOf(rule.group()))
                        .thenComparingInt(CatalogueRule::index))
                .toList();
    }

    private static CatalogueRule rule(Method method) {
        String statement = method.getAnnotation(DisplayName.class).value();
        return CatalogueRule.of(method.getAnnotation(ContractRule.class), statement, method.getName());
    }
}
