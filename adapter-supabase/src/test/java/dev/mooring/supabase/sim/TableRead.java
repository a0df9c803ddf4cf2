package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A read of a table as a query: select, order, limit, filters of single columns, and trees of them. */
final class TableRead {

    private static final Map<String, String> OPERATORS =
            Map.of("eq", "=", "gt", ">", "gte", ">=", "lt", "<", "lte", "<=", "neq", "<>");
    private static final List<String> NO_FILTERS = List.of("select", "order", "limit");

    private TableRead() {}

    static String sql(PostgresCalls.Call call, int mostRows) {
        String select = call.parameters().one("select", "*");
        String columns = select.equals("*") ? "*" : names(select);
        String conditions = where(call.parameters());
        String by = order(call.parameters().one("order", ""));
        int limit = Math.min(Integer.parseInt(call.parameters().one("limit", Integer.toString(mostRows))), mostRows);
        return "select " + columns + " from " + PostgresCalls.name(call.schema()) + "."
                + PostgresCalls.name(call.path()) + (conditions.isEmpty() ? "" : " where " + conditions) + by
                + " limit " + limit;
    }

    /** The conditions of all filters. */
    static String where(Parameters parameters) {
        return parameters.all().stream()
                .filter(each -> !NO_FILTERS.contains(each.getKey()))
                .map(each -> each.getKey().equals("or")
                        ? TreeSql.of("or" + each.getValue())
                        : condition(PostgresCalls.name(FilterParser.unquoted(each.getKey())), each.getValue()))
                .collect(Collectors.joining(" and "));
    }

    private static String order(String order) {
        return order.isEmpty()
                ? ""
                : elements(order).stream()
                        .map(TableRead::direction)
                        .collect(Collectors.joining(", ", " order by ", ""));
    }

    private static String direction(String column) {
        int dot = column.lastIndexOf('.');
        String way = column.substring(dot + 1);
        if (!List.of("asc", "desc").contains(way)) {
            throw PgError.parse("order (" + column + ")", "expecting asc or desc");
        }
        return PostgresCalls.name(column.substring(0, dot)) + " " + way;
    }

    private static String names(String select) {
        return elements(select).stream().map(PostgresCalls::name).collect(Collectors.joining(", "));
    }

    /** One column and everything behind it. */
    static String condition(String column, String filter) {
        if (filter.startsWith("not.")) {
            return "not (" + condition(column, filter.substring("not.".length())) + ")";
        }
        if (filter.startsWith("in.(") && filter.endsWith(")")) {
            return elements(filter.substring("in.(".length(), filter.length() - 1)).stream()
                    .map(TableRead::literal)
                    .collect(Collectors.joining(", ", column + " in (", ")"));
        }
        int dot = filter.indexOf('.');
        String operator = filter.substring(0, Math.max(dot, 0));
        String value = filter.substring(dot + 1);
        if (operator.equals("is") && List.of("null", "true", "false").contains(value)) {
            return column + " is " + value;
        }
        if (!OPERATORS.containsKey(operator)) {
            throw PgError.parse("filter (" + filter + ")", "expecting operator (eq, gt, ...)");
        }
        return column + " " + OPERATORS.get(operator) + " " + literal(value);
    }

    /** Between commas; in quotes a comma is one, and a backslash takes the next character as it is. */
    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < list.length(); at++) {
            char c = list.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                elements.add(element.toString());
                element.setLength(0);
            } else {
                element.append(c == '\\' && quoted && at + 1 < list.length() ? list.charAt(++at) : c);
            }
        }
        elements.add(element.toString());
        return elements;
    }

    static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
