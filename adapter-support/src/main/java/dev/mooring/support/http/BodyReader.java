package dev.mooring.support.http;

import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a successful answer while it arrives. */
@FunctionalInterface
public interface BodyReader {

    /**
     * Reads the body. An {@link IOException} of the stream and an {@code UnreadableJson} become a {@code TemporaryFailure}; anything
     * else that is thrown reaches the caller as it is.
     *
     * @param body bounded, interruptible; closed by the caller
     */
    void read(InputStream body) throws IOException;
}
