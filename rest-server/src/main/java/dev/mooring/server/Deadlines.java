package dev.mooring.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Hangs up on a request that takes too long to arrive. */
final class Deadlines {
    private final ScheduledExecutorService timer;

    Deadlines(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    <T> T within(Duration time, HttpExchange exchange, Reading<T> reading) throws IOException {
        ScheduledFuture<?> end = timer.schedule(exchange::close, time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return reading.read();
        } finally {
            end.cancel(false);
        }
    }

    /** Something that waits for the client. */
    interface Reading<T> {
        T read() throws IOException;
    }
}
