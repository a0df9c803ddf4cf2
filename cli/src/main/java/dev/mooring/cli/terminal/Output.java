package dev.mooring.cli.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stream of text in UTF-8 that knows why a write failed: a disk that is full is not a reader who went away. Not safe for several threads. */
public final class Output extends PrintStream {

    /** What is never said of a pipe, where systems speak English. */
    private static final Set<String> NO_PIPE = Set.of(
            "No space left on device",
            "There is not enough space on the disk",
            "Disk quota exceeded",
            "File too large",
            "Input/output error",
            "Bad file descriptor");

    private final Sink sink;
    private final boolean file;

    private Output(Sink sink, boolean file) {
        super(sink, false, StandardCharsets.UTF_8);
        this.sink = sink;
        this.file = file;
    }

    /** Text for a stream; whether that ends in a regular file, which has no reader who could go away. */
    public static Output to(OutputStream stream, boolean file) {
        return new Output(new Sink(stream), file);
    }

    /**
     * Why a write failed; empty while none did, and where the reader went away. The system's words depend on its language, so
     * outside a file a failure in words that are not known is a closed pipe.
     */
    Optional<IOException> failure() {
        return Optional.ofNullable(sink.failure)
                .filter(why -> file || NO_PIPE.contains(String.valueOf(why.getMessage())));
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
