package dev.mooring.cli.copy;

/** What the lines of a copy are called. */
final class Format {

    /** Grows with every change that an older program must not read. */
    static final long VERSION = 1;

    /** The first line: {@code {"kind":"mooring-store","format":1}}. */
    static final String HEADER = "mooring-store";

    static final String NOTE = "note";
    static final String RECORD = "record";
    static final String PENDING = "pending";
    static final String LETTER = "dead-letter";

    /** The last line, with how many were before it: a copy that was cut off has none. */
    static final String END = "end";

    /** So much of a line is read before it counts as no line at all; nothing longer is written. */
    static final int LONGEST_LINE = 256 * 1024 * 1024;

    private Format() {}
}
