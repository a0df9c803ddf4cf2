package dev.mooring.supabase.internal.realtime;

import dev.mooring.support.http.Address;
import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.Listening;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import okhttp3.OkHttpClient;

/** The changes of all tables of one backend, over one web socket that is there while somebody listens. Safe for several threads. */
public final class Realtime implements AutoCloseable {

    private final Wire wire;
    private final Loop loop;
    private final Executor listeners;
    private final Switchboard board;
    private final Set<Mailbox> mailboxes = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * No I/O: the first listening connects.
     *
     * @param plain whose settings the socket shares
     * @param address the server's, without a query
     * @param loop runs everything, the calls for tokens included; closed with this
     * @param listeners calls the listeners, one task at a time
     * @param random from 0 to 1: what spreads the attempts of many clients to connect again
     */
    public Realtime(
            OkHttpClient plain, Address address, Access access, Loop loop, Executor listeners, DoubleSupplier random) {
        this.wire = new OkHttpWire(plain, address);
        this.loop = loop;
        this.listeners = listeners;
        this.board = new Switchboard(wire, access, loop, new Pauses(random));
    }

    /** One daemon thread that calls listeners, and ends when there is nothing to tell for a while. */
    public static Executor oneThread() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "mooring-supabase-hints");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Listens to a table until the listening, or this, is closed. */
    public Listening listen(Topic topic, Listener listener) {
        if (closed) {
            throw new IllegalStateException("the backend is closed");
        }
        Mailbox mailbox = new Mailbox(listener, listeners, ended -> {
            mailboxes.remove(ended);
            loop.run(() -> board.remove(topic, ended));
        });
        mailboxes.add(mailbox);
        loop.run(() -> board.add(topic, mailbox));
        return mailbox;
    }

    @Override
    public void close() {
        closed = true;
        mailboxes.forEach(Mailbox::close);
        loop.close();
        board.cut();
        wire.close();
    }
}
