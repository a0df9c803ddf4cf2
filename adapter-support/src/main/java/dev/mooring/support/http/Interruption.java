package dev.mooring.support.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import org.jspecify.annotations.Nullable;

/**
 * Lets an interruption of the thread end a blocking call. A socket's reads do not notice interruptions; the JDK offers this class
 * to those who wait for something that does not. The thread keeps its flag.
 */
final class Interruption extends AbstractInterruptibleChannel {

    private final Runnable cancel;

    Interruption(Runnable cancel) {
        this.cancel = cancel;
    }

    /** Does what may block; an interruption cancels it. What it opened is closed again when the interruption came too late to stop it. */
    <T> T during(Blocking<T> work) throws IOException {
        T result = null;
        begin();
        try {
            result = work.run();
            return result;
        } finally {
            ended(result);
        }
    }

    private void ended(@Nullable Object result) throws IOException {
        try {
            end(result != null);
        } catch (IOException e) {
            if (result instanceof Closeable opened) {
                opened.close();
            }
            throw e;
        }
    }

    @Override
    protected void implCloseChannel() {
        cancel.run();
    }

    /** Work that may block. */
    interface Blocking<T> {
        T run() throws IOException;
    }
}
