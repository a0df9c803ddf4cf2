package dev.mooring.server;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts a server together. */
final class Setup {
    /** Requests at work beside the event streams; one more waits until the client's time is up or a thread is free. */
    private static final int WORKERS = 256;

    @Nullable String file;

    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    final Map<String, String> tokens = new LinkedHashMap<>();
    boolean ownerScope;
    ServerIds ids = ServerIds.NONE;
    Limits limits = Limits.standard();
    Clock clock = Clock.systemUTC();

    RestServer start() throws IOException {
        check();
        JdkSettings.apply();
        Database database = Database.open(file);
        try {
            Schema.prepare(database, ids, ownerScope, UUID.randomUUID().toString());
            return listen(database);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private RestServer listen(Database database) throws IOException {
        Users users = new Users(tokens, ownerScope);
        Representation representation = new Representation(ids == ServerIds.INTEGER, ownerScope);
        Store store = store(database, users, representation);
        Events events = new Events(limits.streams());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemons("mooring-rest-timer"));
        Api api = new Api(store, new CommandReader(limits), representation, events, limits);
        HttpServer http = HttpServer.create(address, 0);
        http.createContext(
                "/", new Front(users, new Router(api), events, representation, limits, new Deadlines(timer)));
        ExecutorService workers = workers();
        http.setExecutor(workers);
        http.start();
        return new RestServer(http, workers, timer, store, events, users);
    }

    private Store store(Database database, Users users, Representation representation) {
        Records records = new Records(database, clock);
        NewIds newIds = new NewIds(ids, new SecureRandom());
        Writes writes = new Writes(records, new RememberedKeys(database), users, newIds, limits);
        return new Store(database, records, writes, new Pages(database, records, representation));
    }

    private void check() {
        if (ownerScope && tokens.isEmpty()) {
            throw new IllegalStateException("records have owners only where there are users");
        }
        if (tokens.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalStateException("without users only the loopback address may be used, not " + address);
        }
    }

    private ExecutorService workers() {
        int most = WORKERS + limits.streams();
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                most, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("mooring-rest-worker"));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
