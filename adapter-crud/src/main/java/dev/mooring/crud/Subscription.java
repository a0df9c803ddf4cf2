package dev.mooring.crud;

import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Unauthenticated;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One listening: subscribes, passes hints on from a thread of its own, and subscribes again when the subscription is lost. */
final class Subscription implements LiveChanges.Listening {

    private final CrudLive live;
    private final LiveChanges.Listener listener;
    private final Thread thread = new Thread(this::run, "mooring-crud-live");

    /** Held while the listener is called: so that no call begins after {@link #close()}. */
    private final ReentrantLock calling = new ReentrantLock();

    private volatile boolean closed;

    Subscription(CrudLive live, LiveChanges.Listener listener) {
        this.live = live;
        this.listener = listener;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        calling.lock();
        try {
            closed = true;
        } finally {
            calling.unlock();
        }
        thread.interrupt();
        live.ended(this);
    }

    private void run() {
        boolean again = true;
        try {
            while (again && !closed) {
                again = connect();
                if (again) {
                    TimeUnit.NANOSECONDS.sleep(live.pause().toNanos());
                }
            }
        } catch (InterruptedException closing) {
            live.ended(this);
        }
    }

    /** One subscription from its beginning to its end; answers whether to make another. */
    private boolean connect() throws InterruptedException {
        tell(() -> listener.state(LiveChanges.State.CONNECTING));
        Mailbox mailbox = new Mailbox();
        AutoCloseable ending;
        try {
            ending = live.subscribe(mailbox);
        } catch (Unauthenticated | Misconfigured e) {
            live.report("given up: " + e);
            tell(() -> listener.state(LiveChanges.State.DEAD));
            return false;
        } catch (SyncException e) {
            live.report("tried again: " + e);
            return true;
        }
        try {
            tell(() -> listener.state(LiveChanges.State.LIVE));
            tell(listener::gap);
            deliver(mailbox);
        } finally {
            mailbox.end();
            live.end(ending);
        }
        return true;
    }

    private void deliver(Mailbox mailbox) throws InterruptedException {
        boolean lost = false;
        while (!lost && !closed) {
            Mailbox.Mail mail = mailbox.take();
            if (mail.changed()) {
                tell(() -> listener.hint(mail.ids()));
            }
            if (mail.gap()) {
                tell(listener::gap);
            }
            lost = mail.lost();
        }
    }

    /** Calls the listener, unless this is closed. */
    private void tell(Runnable call) {
        calling.lock();
        try {
            if (!closed) {
                call.run();
            }
        } catch (RuntimeException listenersOwn) {
            live.report("a listener threw " + listenersOwn);
        } finally {
            calling.unlock();
        }
    }
}
