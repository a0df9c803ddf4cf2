package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters as PostgREST's grammar has them: {@code [not.]operator.value} of a column, and trees of {@code and(...)} and
 * {@code or(...)}. At top level the value is everything to the end, quotes included; inside lists and trees it ends at a comma or a closing
 * parenthesis unless it is quoted, and a backslash takes the next character as it is.
 */
final class FilterParser {

    private final Columns columns;
    private final long now;
    private final String text;
    private int at;

    private FilterParser(Columns columns, long now, String text) {
        this.columns = columns;
        this.now = now;
        this.text = text;
    }

    /** {@code ?column=not.eq.value}. */
    static Condition column(Columns columns, long now, String name, String filter) {
        FilterParser parser = new FilterParser(columns, now, filter);
        return parser.operation(columns.named(unquoted(name)), true);
    }

    /** {@code ?or=(a.eq.1,and(b.gt.2,c.is.null))}. */
    static Condition tree(Columns columns, long now, String operator, String value) {
        FilterParser parser = new FilterParser(columns, now, operator + value);
        Condition tree = parser.node();
        parser.end();
        return tree;
    }

    /** {@code "a.b"} or {@code a}. */
    static String unquoted(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }

    private Condition node() {
        int start = at;
        boolean negated = taken("not.");
        if (taken("and(")) {
            Condition all = Condition.all(nodes());
            return negated ? all.not() : all;
        }
        if (taken("or(")) {
            Condition any = Condition.any(nodes());
            return negated ? any.not() : any;
        }
        at = start;
        String name = fieldName();
        expect('.');
        return operation(columns.named(name), false);
    }

    private List<Condition> nodes() {
        List<Condition> nodes = new ArrayList<>();
        do {
            nodes.add(node());
        } while (taken(","));
        expect(')');
        return nodes;
    }

    private Condition operation(TableSpec.Column column, boolean top) {
        boolean negated = taken("not.");
        Condition found = plainOperation(column, top);
        if (top) {
            end();
        }
        return negated ? found.not() : found;
    }

    private Condition plainOperation(TableSpec.Column column, boolean top) {
        if (taken("in.")) {
            return Operator.in(column, list(), now);
        }
        if (taken("is.")) {
            return Operator.is(column, top ? rest() : bare());
        }
        int dot = text.indexOf('.', at);
        if (dot < 0) {
            throw failure("expecting operator (eq, gt, ...)");
        }
        String operator = text.substring(at, dot);
        at = dot + 1;
        return Operator.of(column, operator, top ? rest() : element(), now);
    }

    private List<String> list() {
        expect('(');
        List<String> elements = new ArrayList<>();
        do {
            elements.add(element());
        } while (taken(","));
        expect(')');
        return elements;
    }

    /** Quoted where the quote closes right before the end of the element; else what is there, quotes and all. */
    private String element() {
        String quoted = quoted();
        return quoted != null ? quoted : bare();
    }

    private @Nullable String quoted() {
        if (at >= text.length() || text.charAt(at) != '"') {
            return null;
        }
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                boolean ends = i + 1 == text.length() || ",)".indexOf(text.charAt(i + 1)) >= 0;
                at = ends ? i + 1 : at;
                return ends ? value.toString() : null;
            }
            boolean escaped = c == '\\' && i + 1 < text.length();
            value.append(escaped ? text.charAt(++i) : c);
        }
        return null;
    }

    private String bare() {
        int start = at;
        while (at < text.length() && ",)".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    private String fieldName() {
        if (at < text.length() && text.charAt(at) == '"') {
            int close = text.indexOf('"', at + 1);
            if (close < 0) {
                throw failure("expecting \"");
            }
            String name = text.substring(at + 1, close);
            at = close + 1;
            return name;
        }
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_ $-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (start == at) {
            throw failure("expecting field name (* or [a..z0..9_$])");
        }
        return text.substring(start, at);
    }

    private boolean taken(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private void expect(char c) {
        if (!taken(Character.toString(c))) {
            throw failure("expecting \"" + c + "\"");
        }
    }

    private void end() {
        if (at != text.length()) {
            throw failure("unexpected \"" + text.charAt(at) + "\"");
        }
    }

    private PgError failure(String details) {
        return PgError.parse("filter (" + text + ")", details);
    }
}
