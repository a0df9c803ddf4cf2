package dev.mooring.support.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8 and nothing else; a byte order mark at the beginning is skipped, as RFC 8259 allows. */
final class StrictUtf8 extends Reader {

    private static final char MARK = '\uFEFF';

    private final InputStreamReader reader;
    private boolean begun;

    StrictUtf8(InputStream bytes) {
        reader = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = reader.read(into, from, length);
        if (begun || count < 1) {
            return count;
        }
        begun = true;
        if (into[from] != MARK) {
            return count;
        }
        System.arraycopy(into, from + 1, into, from, count - 1);
        return count > 1 ? count - 1 : reader.read(into, from, length);
    }

    /** Leaves the bytes open: they belong to the caller. */
    @Override
    public void close() {}
}
