package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.List;

/** A tree of filters, {@code or(a.gt."1",and(a.eq."1",b.gt."2"))}, as a condition in SQL. Inside it values end at a comma unless they are quoted. */
final class TreeSql {

    private final String text;
    private int at;

    private TreeSql(String text) {
        this.text = text;
    }

    static String of(String tree) {
        TreeSql reader = new TreeSql(tree);
        String condition = reader.node();
        if (reader.at != tree.length()) {
            throw PgError.parse("logic tree (" + tree + ")", "unexpected end");
        }
        return condition;
    }

    private String node() {
        for (String word : List.of("and", "or")) {
            if (text.startsWith(word + "(", at)) {
                at += word.length() + 1;
                return "(" + String.join(" " + word + " ", nodes()) + ")";
            }
        }
        String column = part('.');
        String operator = part('.');
        return TableRead.condition(PostgresCalls.name(column), operator + "." + value());
    }

    private List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        do {
            nodes.add(node());
        } while (text.charAt(at++) == ',');
        return nodes;
    }

    private String part(char end) {
        int until = text.indexOf(end, at);
        if (until < 0) {
            throw PgError.parse("logic tree (" + text + ")", "expecting operator (eq, gt, ...)");
        }
        String part = FilterParser.unquoted(text.substring(at, until));
        at = until + 1;
        return part;
    }

    private String value() {
        boolean quoted = text.charAt(at) == '"';
        StringBuilder value = new StringBuilder();
        for (at += quoted ? 1 : 0; quoted ? text.charAt(at) != '"' : ",)".indexOf(text.charAt(at)) < 0; at++) {
            boolean escaped = quoted && text.charAt(at) == '\\';
            value.append(text.charAt(escaped ? ++at : at));
        }
        at += quoted ? 1 : 0;
        return value.toString();
    }
}
