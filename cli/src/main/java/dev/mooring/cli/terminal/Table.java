package dev.mooring.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns, as wide as they need to be and no wider than the terminal: what is too long is wrapped. Not safe for several threads. */
public final class Table {

    private static final int NARROWEST = 8;
    private static final String BETWEEN = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public Table(String... head) {
        this.head = List.of(head);
    }

    /** Adds a row with a cell for each heading. */
    public Table row(Object... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + head.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(String::valueOf).map(Terminal::plain).toList());
        return this;
    }

    /** The lines for a terminal of that width. */
    public List<String> lines(int width) {
        int[] widths = widths(width);
        List<String> lines = new ArrayList<>(lines(head, widths));
        lines.add(
                String.join(BETWEEN, Arrays.stream(widths).mapToObj("-"::repeat).toList()));
        rows.forEach(row -> lines.addAll(lines(row, widths)));
        return lines;
    }

    private int[] widths(int width) {
        int[] widths = new int[head.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = Math.max(
                    head.get(at).length(),
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        int left = width - BETWEEN.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() > left) {
            int widest = widest(widths);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    /** Words that are wider than their column would push the next one aside. */
    private static String cut(String text, int width) {
        return text.replaceAll("([^ ]{" + width + "})(?=[^ ])", "$1 ");
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            widest = widths[column] > widths[widest] ? column : widest;
        }
        return widest;
    }

    private static List<String> lines(List<String> row, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            cells.add(Terminal.wrapped(cut(row.get(column), widths[column]), widths[column]));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                List<String> cell = cells.get(column);
                String part = line < cell.size() ? cell.get(line) : "";
                text.append(part).append(" ".repeat(Math.max(0, widths[column] - part.length())));
                text.append(column + 1 < widths.length ? BETWEEN : "");
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }
}
