package dev.mooring.contract.fault;

import com.github.tomakehurst.wiremock.common.InputStreamSource;
import dev.mooring.contract.fault.FaultPlan.Meeting;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Bodies that write themselves. WireMock calls {@link InputStream#transferTo} to send a body: the one place where a piece can
 * be flushed as soon as it is there. It asks for the stream once before, to log it; that call must cost nothing.
 */
final class Streams {

    private static final int PIECE = 16 * 1024;
    private static final Duration DROP = Duration.ofMillis(20);

    private Streams() {}

    /** Passes pieces on as they come. */
    static InputStreamSource relay(InputStream from) {
        return () -> new Sending() {
            @Override
            public long transferTo(OutputStream out) throws IOException {
                return flushed(from, out);
            }
        };
    }

    /** One byte at a time, for ever: first the true answer, then blanks, which JSON allows. */
    static InputStreamSource drip(byte[] body, Meeting meeting) {
        return () -> new Sending() {
            @Override
            public long transferTo(OutputStream out) throws IOException {
                return dripped(body, meeting, out);
            }
        };
    }

    private static long flushed(InputStream from, OutputStream out) throws IOException {
        try (from) {
            byte[] piece = new byte[PIECE];
            long sent = 0;
            for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                out.write(piece, 0, count);
                out.flush();
                sent += count;
            }
            return sent;
        }
    }

    private static long dripped(byte[] body, Meeting meeting, OutputStream out) throws IOException {
        try {
            // never the last byte: a reader that trusts the JSON's end must not find it
            for (long sent = 0; ; sent++) {
                out.write(sent < body.length - 1 ? body[(int) sent] : ' ');
                out.flush();
                if (meeting.pause(DROP)) {
                    return sent;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while dripping");
        }
    }

    /** A stream that is only ever sent, not read. */
    private abstract static class Sending extends FilterInputStream {

        Sending() {
            super(InputStream.nullInputStream());
        }

        @Override
        public abstract long transferTo(OutputStream out) throws IOException;
    }
}
