package dev.mooring.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A running REST backend. What it promises is written in {@code docs/rest-protocol.md}; in short: one writer, a version per
 * commit, a feed that misses nothing, and keys that are never forgotten. Safe for several threads.
 */
public final class RestServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Store store;
    private final Events events;
    private final Users users;

    RestServer(
            HttpServer http,
            ExecutorService workers,
            ScheduledExecutorService timer,
            Store store,
            Events events,
            Users users) {
        this.http = http;
        this.workers = workers;
        this.timer = timer;
        this.store = store;
        this.events = events;
        this.users = users;
    }

    /** Starts from a server on the loopback address, on a free port, without users, over memory. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, without a path: {@code http://127.0.0.1:12345}. */
    public URI uri() {
        InetSocketAddress address = http.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** Forgets the tombstones that are older; cursors from before them expire. Answers how many there were. */
    public int purge(Instant before) {
        return store.database().transaction(() -> store.records().purge(before));
    }

    /** Makes every cursor expire: after the file was restored from a copy, clients have seen what it does not hold. */
    public void newGeneration() {
        store.newGeneration(UUID.randomUUID().toString());
    }

    /** Lets a token in, from now on. */
    public void admit(String token, String user) {
        users.admit(token, user);
    }

    /** Lets a token in no longer. */
    public void revoke(String token) {
        users.revoke(token);
    }

    /** Stops listening, ends the event streams and closes the file. May be called twice. */
    @Override
    public void close() {
        events.close();
        http.stop(0);
        workers.shutdownNow();
        timer.shutdownNow();
        store.close();
    }

    /** For tests: from here on every request finds the file unusable. */
    void closeStore() {
        store.close();
    }

    /** Options of a server. Not safe for several threads. */
    public static final class Builder {
        private final Setup setup = new Setup();

        private Builder() {}

        /** Keeps everything in this file, durable at every commit. */
        public Builder file(Path path) {
            setup.file = given(path, "the file").toString();
            return this;
        }

        /** Keeps everything in memory, for as long as the server runs. */
        public Builder inMemory() {
            setup.file = null;
            return this;
        }

        /** Listens here. Any address but the loopback one needs users. */
        public Builder address(InetSocketAddress listen) {
            setup.address = given(listen, "the address");
            return this;
        }

        /** Lets in whoever shows this token. With the first one, nobody else comes in. A user may have several. */
        public Builder user(String name, String token) {
            setup.tokens.put(given(token, "a token"), given(name, "a user"));
            return this;
        }

        /** Gives every record to the user who makes it: nobody else sees it. A property of the file, for good. */
        public Builder ownerScope(boolean yes) {
            setup.ownerScope = yes;
            return this;
        }

        /** Says who makes the ids of new records. A property of the file, for good. */
        public Builder ids(ServerIds maker) {
            setup.ids = given(maker, "who makes the ids");
            return this;
        }

        /** Says what is taken and given at most. */
        public Builder limits(Limits most) {
            setup.limits = given(most, "the limits");
            return this;
        }

        /** The clock behind {@code modifiedAt} and {@link RestServer#purge}. */
        public Builder clock(Clock time) {
            setup.clock = given(time, "the clock");
            return this;
        }

        private static <X> X given(@Nullable X part, String what) {
            if (part == null) {
                throw new IllegalArgumentException(what + " must not be null");
            }
            return part;
        }

        /** Opens the file and starts listening. */
        public RestServer start() {
            try {
                return setup.start();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on " + setup.address, e);
            }
        }
    }
}
