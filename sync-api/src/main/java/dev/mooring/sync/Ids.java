package dev.mooring.sync;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Who makes a collection's ids, and which are allowed. Within the rule any text names its
 * record and no other (ID-1 to ID-12); an id outside the rule is refused before it is sent (ID-9). Immutable.
 *
 * @param maker who makes them
 * @param type the JSON type that references to them have
 * @param rule a regular expression that an id matches whole
 * @param longest the longest allowed id, in bytes of UTF-8
 */
public record Ids(Maker maker, Type type, String rule, int longest) {

    /** Any text at all. */
    public static final String ANY = "(?s).+";

    /** Checks that the rule is a regular expression and the length positive. */
    public Ids {
        Tokens.present(maker, "the maker of ids");
        Tokens.present(type, "the type of ids");
        try {
            Pattern.compile(Tokens.present(rule, "the rule for ids"));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the rule for ids is no regular expression: " + rule, e);
        }
        if (longest < 1) {
            throw new IllegalArgumentException("the longest id must have at least 1 byte, was " + longest);
        }
    }

    /** The client makes the ids: any text of at most so many bytes. */
    public static Ids clientMade(int longest) {
        return new Ids(Maker.CLIENT, Type.TEXT, ANY, longest);
    }

    /** The client makes the ids, within a rule. */
    public static Ids clientMade(String rule, int longest) {
        return new Ids(Maker.CLIENT, Type.TEXT, rule, longest);
    }

    /** The backend makes the ids; a create's id is temporary. */
    public static Ids serverMade(Type type) {
        return new Ids(Maker.SERVER, type, type == Type.INTEGER ? "-?[0-9]+" : ANY, type == Type.INTEGER ? 20 : 1024);
    }

    /** Whether the client makes the ids. */
    public boolean clientMade() {
        return maker == Maker.CLIENT;
    }

    /** Whether an id is within the rule; one that is empty or that no encoding can carry (an unpaired surrogate) never is. */
    public boolean accepts(String id) {
        return !id.isEmpty()
                && id.length() <= longest
                && Tokens.unpairedSurrogate(id) < 0
                && id.getBytes(StandardCharsets.UTF_8).length <= longest
                && Pattern.compile(rule).matcher(id).matches();
    }

    /** Who makes the ids. */
    public enum Maker {
        /** The client: the id of a create is final. */
        CLIENT,
        /** The backend: the id of a create is temporary, the answer or the feed names the real one (CREATE-13). */
        SERVER
    }

    /** The JSON type of ids where records refer to them. */
    public enum Type {
        /** Text. */
        TEXT,
        /** A whole number: a reference is a {@code Long}. */
        INTEGER
    }
}
