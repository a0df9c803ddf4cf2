package dev.mooring.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** All rules of the suite, read from its tests. */
final class Catalogue {

    /** The order of the groups in reports. */
    static final List<String> GROUPS = List.of(
            "LIST", "CREATE", "UPDATE", "DELETE", "FEED", "VALUE", "ID", "BATCH", "LOOKUP", "SCAN", "LIVE", "CLIENT",
            "ERROR", "FAULT", "SECRET");

    private Catalogue() {}

    /** Every rule, group by group. */
    static List<CatalogueRule> rules() {
        return Arrays.stream(AdapterContract.class.getDeclaredClasses())
                .filter(group -> group.isAnnotationPresent(Nested.class))
                .flatMap(Catalogue::methods)
                .filter(method -> method.isAnnotationPresent(ContractRule.class))
                .map(Catalogue::rule)
                .sorted(Comparator.<CatalogueRule>comparingInt(rule -> GROUPS.indexOf(rule.group()))
                        .thenComparingInt(CatalogueRule::index))
                .toList();
    }

    private static Stream<Method> methods(Class<?> group) {
        Stream<Method> own = Arrays.stream(group.getDeclaredMethods());
        Class<?> parent = group.getSuperclass();
        return parent == null || parent == Rules.class ? own : Stream.concat(own, methods(parent));
    }

    private static CatalogueRule rule(Method method) {
        String statement = method.getAnnotation(DisplayName.class).value();
        return CatalogueRule.of(method.getAnnotation(ContractRule.class), statement, method.getName());
    }
}
