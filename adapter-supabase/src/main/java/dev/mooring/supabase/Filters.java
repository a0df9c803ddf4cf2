package dev.mooring.supabase;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Texts inside PostgREST's filters. A filter on one column takes everything behind its operator as it is; inside lists and trees a value
 * ends at a comma or a parenthesis, so there every value is quoted.
 */
final class Filters {

    private static final String EQUAL = "eq.";

    private Filters() {}

    /** A column, quoted where it is no plain name. */
    static String name(String column) {
        return column.matches("[A-Za-z_][A-Za-z0-9_]*") ? column : quoted(column);
    }

    /** A value that is one, whatever is in it. */
    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String names(Collection<String> columns) {
        return columns.stream().map(Filters::name).collect(Collectors.joining(","));
    }

    static String in(Collection<String> values) {
        return values.stream().map(Filters::quoted).collect(Collectors.joining(",", "in.(", ")"));
    }

    /** Behind (stamp, id), in that order; for the parameter {@code or}. */
    static String behind(String stampColumn, String stamp, String idColumn, String id) {
        String column = name(stampColumn);
        String value = quoted(stamp);
        return "(" + column + ".gt." + value + ",and(" + column + ".eq." + value + "," + name(idColumn) + ".gt."
                + quoted(id) + "))";
    }

    /** One of several rows, each by conditions such as {@code eq.5} and {@code is.null}; for the parameter {@code or}. */
    static String anyOf(Collection<List<Map.Entry<String, String>>> rows) {
        return rows.stream().map(Filters::allOf).collect(Collectors.joining(",", "(", ")"));
    }

    private static String allOf(List<Map.Entry<String, String>> conditions) {
        return conditions.stream()
                .map(condition -> condition.getKey() + "." + inTree(condition.getValue()))
                .collect(Collectors.joining(",", "and(", ")"));
    }

    private static String inTree(String condition) {
        return condition.startsWith(EQUAL) ? EQUAL + quoted(condition.substring(EQUAL.length())) : condition;
    }
}
