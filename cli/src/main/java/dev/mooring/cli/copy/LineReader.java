package dev.mooring.cli.copy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a text in UTF-8, one in memory at a time, counted. Not safe for several threads. */
final class LineReader {

    private final InputStream bytes;
    private final int longest;
    private long number;

    LineReader(InputStream bytes, int longest) {
        this.bytes = new BufferedInputStream(bytes, 1 << 16);
        this.longest = longest;
    }

    /** The number of the last line that was read. */
    long number() {
        return number;
    }

    /** The next line; empty at the end. */
    Optional<String> next() {
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = read()) {
            if (line.size() >= longest) {
                throw UnreadableCopy.at(number, "it is longer than a line of a copy may be", null);
            }
            line.write(next);
        }
        return Optional.of(text(line.toByteArray()));
    }

    private String text(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw UnreadableCopy.at(number, "it is not in UTF-8", e);
        }
    }

    private int read() {
        try {
            return bytes.read();
        } catch (IOException e) {
            throw new UncheckedIOException("line " + number + " cannot be read", e);
        }
    }
}
