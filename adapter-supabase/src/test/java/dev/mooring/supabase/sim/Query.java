package dev.mooring.supabase.sim;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the query of a URL asks for. */
final class Query {

    private static final Set<String> TREES = Set.of("and", "or", "not.and", "not.or");

    private final TableSpec table;
    private final Columns columns;
    private final List<Condition> conditions = new ArrayList<>();
    private List<String> select;
    private Comparator<Map<String, @Nullable Object>> order = (ignored, unused) -> 0;
    private Optional<Integer> limit = Optional.empty();
    private int offset;
    private Optional<List<String>> sent = Optional.empty();
    private String onConflict = "";

    private Query(TableSpec table) {
        this.table = table;
        this.columns = new Columns(table);
        this.select = List.copyOf(table.columns.keySet());
    }

    static Query of(TableSpec table, @Nullable String raw, long now) {
        Query query = new Query(table);
        for (String part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            query.take(name, equals < 0 ? "" : decoded(part.substring(equals + 1)), now);
        }
        return query;
    }

    Condition where() {
        return Condition.all(conditions);
    }

    boolean filters() {
        return !conditions.isEmpty();
    }

    Comparator<Map<String, @Nullable Object>> order() {
        return order;
    }

    Optional<Integer> limit() {
        return limit;
    }

    int offset() {
        return offset;
    }

    Optional<List<String>> sent() {
        return sent;
    }

    String onConflict() {
        return onConflict;
    }

    Map<String, @Nullable Object> shown(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        select.forEach(name -> shown.put(name, columns.named(name).type().write(row.get(name))));
        return shown;
    }

    private void take(String name, String value, long now) {
        switch (name) {
            case "select" -> select = selected(value);
            case "order" -> order = ordered(value);
            case "limit" -> limit = Optional.of(number(value));
            case "offset" -> offset = number(value);
            case "columns" -> sent = Optional.of(split(value));
            case "on_conflict" -> onConflict = FilterParser.unquoted(value);
            default ->
                conditions.add(
                        TREES.contains(name) ? FilterParser.tree(columns, now, name, value) : filter(name, value, now));
        }
    }

    private Condition filter(String name, String value, long now) {
        if (value.indexOf('.') < 0) {
            throw PgError.parse("filter (" + value + ")", "expecting operator (eq, gt, ...)");
        }
        return FilterParser.column(columns, now, name, value);
    }

    private List<String> selected(String value) {
        if (value.isEmpty() || value.equals("*")) {
            return select;
        }
        List<String> names = split(value);
        names.forEach(columns::named);
        return names;
    }

    private Comparator<Map<String, @Nullable Object>> ordered(String value) {
        Comparator<Map<String, @Nullable Object>> all = (ignored, unused) -> 0;
        for (String term : value.split(",", 0)) {
            all = all.thenComparing(term(term));
        }
        return all;
    }

    /** Nulls are larger than everything else unless said otherwise. */
    private Comparator<Map<String, @Nullable Object>> term(String term) {
        List<String> words = new ArrayList<>(Arrays.asList(term.split("\\.")));
        TableSpec.Column column = columns.named(FilterParser.unquoted(words.remove(0)));
        boolean down = words.remove("desc");
        boolean up = words.remove("asc");
        boolean first = words.remove("nullsfirst") || (!words.contains("nullslast") && down);
        words.remove("nullslast");
        if (!words.isEmpty() || (down && up)) {
            throw PgError.parse("order (" + term + ")", "expecting \"asc\", \"desc\", \"nullsfirst\" or \"nullslast\"");
        }
        Comparator<Object> present = column.type()::compare;
        Comparator<@Nullable Object> directed = nulls(down ? present.reversed() : present, first);
        return (one, other) -> directed.compare(one.get(column.name()), other.get(column.name()));
    }

    private static Comparator<@Nullable Object> nulls(Comparator<Object> present, boolean first) {
        return (one, other) -> {
            if (one == null || other == null) {
                int sign = one == other ? 0 : one == null ? -1 : 1;
                return first ? sign : -sign;
            }
            return present.compare(one, other);
        };
    }

    /** Names separated by commas, quoted or not. */
    private static List<String> split(String value) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            quoted ^= c == '"';
            if (c == ',' && !quoted) {
                names.add(FilterParser.unquoted(name.toString()));
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(FilterParser.unquoted(name.toString()));
        return names;
    }

    private static int number(String value) {
        try {
            return Integer.parseUnsignedInt(value);
        } catch (NumberFormatException e) {
            throw PgError.parse("limit (" + value + ")", "expecting a number");
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw PgError.parse("query (" + text + ")", "malformed percent-encoding");
        }
    }

    /** The table that is asked. */
    TableSpec table() {
        return table;
    }
}
