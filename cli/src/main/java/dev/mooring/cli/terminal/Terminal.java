package dev.mooring.cli.terminal;

import dev.mooring.support.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: results and stories on the one stream, errors on the other. Colour and moving lines only where a
 * person looks. Not safe for several threads.
 */
public final class Terminal {

    private static final int NARROWEST = 40;
    private static final int WIDEST = 120;
    private static final int UNKNOWN = 80;

    private final PrintStream out;
    private final PrintStream err;
    private final Optional<Integer> columns;
    private final boolean moving;
    private final boolean colour;
    private boolean quiet;

    private Terminal(PrintStream out, PrintStream err, Optional<Integer> columns, boolean moving, boolean colour) {
        this.out = out;
        this.err = err;
        this.columns = columns;
        this.moving = moving;
        this.colour = colour;
    }

    /**
     * A terminal as the environment describes it: {@code MOORING_COLUMNS} is set by the launcher where a person looks, and
     * {@code NO_COLOR} with any text switches colours off; a terminal that is {@code dumb} has neither them nor lines that move.
     */
    public static Terminal of(PrintStream out, PrintStream err, Map<String, String> environment) {
        Optional<Integer> columns = Optional.ofNullable(environment.get("MOORING_COLUMNS"))
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::valueOf);
        boolean moving =
                columns.isPresent() && !environment.getOrDefault("TERM", "").equals("dumb");
        boolean colour = moving && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err, columns, moving, colour);
    }

    /** Only results and errors from now on. */
    public void quiet(boolean yes) {
        quiet = yes;
    }

    /** Whether a person looks, so that a line may be written over. */
    public boolean live() {
        return moving && !quiet;
    }

    /** Whether colours are wanted. */
    public boolean coloured() {
        return colour;
    }

    /** How wide a line may be. */
    public int width() {
        return Math.max(NARROWEST, Math.min(WIDEST, columns.orElse(UNKNOWN)));
    }

    /** A line of the story, wrapped; nothing when it is quiet. */
    public void say(String text) {
        say("", text);
    }

    /** The same behind an indent. */
    public void say(String indent, String text) {
        if (!quiet) {
            wrapped(text, width() - indent.length()).forEach(line -> print(indent + line));
        }
    }

    /** A line of the story, as it is. */
    public void line(String text) {
        if (!quiet) {
            print(text);
        }
    }

    /** A line of the result, as it is, also when it is quiet. */
    public void result(String text) {
        print(text);
    }

    /** A line of the result, as one JSON value. */
    public void json(Map<String, ? extends @Nullable Object> value) {
        print(Json.standard().text(value));
    }

    /** One line on the error stream. */
    public void error(String text) {
        err.println("mooring: " + plain(text.replaceAll("\\s*\\R\\s*", " ")));
        err.flush();
    }

    /** Writes over the current line; only where {@link #live}. An empty text clears it. */
    public void over(String text) {
        out.print("\r\u001b[2K" + (text.length() < width() ? text : text.substring(0, width() - 1)));
        out.flush();
    }

    /** A text in a style, where colours are wanted. */
    public String paint(Style style, String text) {
        return colour ? style.start + text + "\u001b[0m" : text;
    }

    /** What somebody else wrote, without what would steer a terminal. */
    public static String plain(String text) {
        return text.replaceAll("\\s", " ").replaceAll("\\p{Cntrl}|[\\x{80}-\\x{9f}]", "?");
    }

    private void print(String line) {
        out.println(line);
        flush();
    }

    /**
     * Sees to it that everything that was written has arrived.
     *
     * @throws ClosedPipe when nobody reads it any more
     * @throws UncheckedIOException when it cannot be written for another reason
     */
    public void flush() {
        if (!out.checkError()) {
            return;
        }
        Optional<IOException> failure = out instanceof Output output ? output.failure() : Optional.empty();
        throw failure.<RuntimeException>map(why -> new UncheckedIOException("the output cannot be written", why))
                .orElseGet(ClosedPipe::new);
    }

    /** A text in lines of at most so many characters, broken between words. */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** How a text looks. */
    public enum Style {
        /** A heading. */
        STRONG("\u001b[1m"),
        /** What held. */
        GOOD("\u001b[32m"),
        /** What did not. */
        BAD("\u001b[31;1m"),
        /** What is told beside the rest. */
        FAINT("\u001b[2m");

        private final String start;

        Style(String start) {
            this.start = start;
        }
    }
}
