package dev.mooring.supabase.sim;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Operators of filters on one column. */
final class Operator {

    /** What PostgREST knows and this does not: a test that needs one has to bring it. */
    private static final Set<String> NOT_SIMULATED = Set.of(
            "match", "imatch", "fts", "plfts", "phfts", "wfts", "cs", "cd", "ov", "sl", "sr", "nxr", "nxl", "adj");

    private Operator() {}

    static Condition of(TableSpec.Column column, String name, String value, long now) {
        return switch (name) {
            case "eq" -> comparing(column, value, now, sign -> sign == 0);
            case "neq" -> comparing(column, value, now, sign -> sign != 0);
            case "gt" -> comparing(column, value, now, sign -> sign > 0);
            case "gte" -> comparing(column, value, now, sign -> sign >= 0);
            case "lt" -> comparing(column, value, now, sign -> sign < 0);
            case "lte" -> comparing(column, value, now, sign -> sign <= 0);
            case "isdistinct" -> distinct(column, value, now);
            case "like" -> like(column, value, 0);
            case "ilike" -> like(column, value, Pattern.CASE_INSENSITIVE);
            default -> throw unknown(name);
        };
    }

    static Condition in(TableSpec.Column column, List<String> values, long now) {
        return Condition.any(values.stream()
                .map(value -> comparing(column, value, now, sign -> sign == 0))
                .toList());
    }

    static Condition is(TableSpec.Column column, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "null", "unknown" -> row -> row.get(column.name()) == null;
            case "true" -> row -> Boolean.TRUE.equals(row.get(column.name()));
            case "false" -> row -> Boolean.FALSE.equals(row.get(column.name()));
            default -> throw PgError.parse("filter (is." + value + ")", "expecting null or trilean value");
        };
    }

    private static Condition comparing(TableSpec.Column column, String literal, long now, IntPredicate fits) {
        Object wanted = column.type().parse(literal, now);
        return row -> {
            Object there = row.get(column.name());
            return there == null ? null : fits.test(column.type().compare(there, wanted));
        };
    }

    private static Condition distinct(TableSpec.Column column, String literal, long now) {
        Object wanted = column.type().parse(literal, now);
        return row -> !Objects.equals(row.get(column.name()), wanted);
    }

    /** {@code *} stands for {@code %}. */
    private static Condition like(TableSpec.Column column, String pattern, int flags) {
        StringBuilder expression = new StringBuilder();
        pattern.chars()
                .forEach(c -> expression.append(
                        switch (c) {
                            case '*', '%' -> ".*";
                            case '_' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        Pattern compiled = Pattern.compile(expression.toString(), flags | Pattern.DOTALL);
        return row -> {
            Object there = row.get(column.name());
            return there == null ? null : compiled.matcher(there.toString()).matches();
        };
    }

    private static RuntimeException unknown(String name) {
        return NOT_SIMULATED.contains(name)
                ? new UnsupportedOperationException("the operator " + name + " is not simulated")
                : PgError.parse("filter (" + name + ")", "unknown single value operator " + name);
    }

    /** The text between the operator and the end; null where there is no operator. */
    static @Nullable String operand(String text, String operator) {
        return text.startsWith(operator + ".") ? text.substring(operator.length() + 1) : null;
    }
}
