package dev.mooring.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream of text in UTF-8 that knows why a write failed: a disk that is full is not a reader who went away. Not safe for several threads. */
public final class Output extends PrintStream {

    private final Sink sink;

    private Output(Sink sink) {
        super(sink, false, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /** Text for a stream. */
    public static Output to(OutputStream stream) {
        return new Output(new Sink(stream));
    }

    /** Why a write failed; empty while none did. */
    Optional<IOException> failure() {
        return Optional.ofNullable(sink.failure);
    }

    private static final class Sink extends FilterOutputStream {

        private @Nullable IOException failure;

        Sink(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            try {
                out.write(octets, from, count);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
