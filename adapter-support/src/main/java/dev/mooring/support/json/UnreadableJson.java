package dev.mooring.support.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * A text is not the JSON that was expected. The message says what is wrong and where, and repeats at most 200 characters of the
 * text. It names no secret by itself, but the text may: let it through a {@code Redaction} before it is shown.
 */
public final class UnreadableJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 200;

    private final boolean beyondLimits;

    /** Says what is wrong. */
    public UnreadableJson(String what) {
        this(what, false);
    }

    private UnreadableJson(String what, boolean beyondLimits) {
        super("unreadable JSON: " + cut(what));
        this.beyondLimits = beyondLimits;
    }

    /**
     * Whether it is JSON, but more than can be held: a text that is too long, a number with too many digits, too deep a nesting. The same
     * document will be as unreadable the next time.
     */
    public boolean beyondLimits() {
        return beyondLimits;
    }

    /** What the parser met, with the place; the parser's own exception would repeat more of the text. */
    static UnreadableJson at(JsonParser parser, JacksonException failure) {
        String said = failure.getOriginalMessage() == null ? "not JSON" : failure.getOriginalMessage();
        TokenStreamLocation location = failure.getLocation();
        return new UnreadableJson(
                place(parser, location) + said.replaceAll("\\s+", " "), failure instanceof StreamConstraintsException);
    }

    static UnreadableJson at(JsonParser parser, String what) {
        return new UnreadableJson(place(parser, null) + what);
    }

    static UnreadableJson beyondLimits(JsonParser parser, String what) {
        return new UnreadableJson(place(parser, null) + what, true);
    }

    private static String place(JsonParser parser, @Nullable TokenStreamLocation known) {
        TokenStreamLocation location = known == null ? parser.currentTokenLocation() : known;
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        String at = pointer.length() > 60 ? pointer.substring(0, 60) + "..." : pointer;
        return "line " + location.getLineNr() + ", column " + location.getColumnNr() + (at.isEmpty() ? "" : " at " + at)
                + ": ";
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
