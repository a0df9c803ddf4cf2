package dev.mooring;

import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of an application around one collection's synchronisation. What is told afterwards runs one by one on a thread of
 * its own; what is told around a call runs on that call's thread. None runs on the engine's control thread. Safe for several threads.
 */
final class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
    private static final int MOST_WAITING = 10_000;

    private final String collection;
    private final List<Runnable> beforePull;
    private final List<Runnable> afterPull;
    private final List<Consumer<List<Write>>> beforePush;
    private final List<Consumer<List<Write>>> afterPush;
    private final List<Consumer<Trouble>> onError;
    private final ThreadPoolExecutor thread;

    Hooks(String collection, Chain chain) {
        this.collection = collection;
        this.beforePull = List.copyOf(chain.beforePull);
        this.afterPull = List.copyOf(chain.afterPull);
        this.beforePush = List.copyOf(chain.beforePush);
        this.afterPush = List.copyOf(chain.afterPush);
        this.onError = List.copyOf(chain.onError);
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                work -> {
                    Thread daemon = new Thread(work, "mooring-hooks-" + collection);
                    daemon.setDaemon(true);
                    return daemon;
                },
                (work, executor) -> LOG.warn("hooks of '{}' are too slow or closed: one is not called", collection));
        thread.allowCoreThreadTimeOut(true);
    }

    void beforePull() {
        beforePull.forEach(hook -> safely("before a pull", hook));
    }

    void afterPull() {
        afterPull.forEach(hook -> safely("after a pull", hook));
    }

    void beforePush(List<Write> writes) {
        beforePush.forEach(hook -> safely("before a push", () -> hook.accept(writes)));
    }

    void afterPush(List<Write> writes) {
        afterPush.forEach(hook -> safely("after a push", () -> hook.accept(writes)));
    }

    /** Calls later, on the thread of the hooks. */
    void later(String what, Runnable hook) {
        thread.execute(() -> safely(what, hook));
    }

    void trouble(Trouble trouble) {
        LOG.debug("{} in '{}': {}", trouble.kind(), collection, trouble.message());
        if (!onError.isEmpty()) {
            thread.execute(() -> onError.forEach(hook -> told(hook, trouble)));
        }
    }

    /** What the hook for errors throws is told to nobody but the log, or it would go round and round. */
    private void told(Consumer<Trouble> hook, Trouble trouble) {
        try {
            hook.accept(trouble.in(collection));
        } catch (RuntimeException | Error e) {
            LOG.warn("the error hook of '{}' threw", collection, e);
        }
    }

    private void safely(String what, Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("a hook {} of '{}' threw", what, collection, e);
            String message = "a hook " + what + " threw " + e;
            trouble(Trouble.of(Trouble.Kind.HOOK, collection, Set.of(), Redaction.of(message)));
        }
    }

    /** What was told already is still passed on. */
    void close() {
        thread.shutdown();
    }

    /** Hooks in the making. */
    static final class Chain {
        final List<Runnable> beforePull = new ArrayList<>();
        final List<Runnable> afterPull = new ArrayList<>();
        final List<Consumer<List<Write>>> beforePush = new ArrayList<>();
        final List<Consumer<List<Write>>> afterPush = new ArrayList<>();
        final List<Consumer<Trouble>> onError = new ArrayList<>();

        List<Object> said() {
            return List.of(
                    List.copyOf(beforePull),
                    List.copyOf(afterPull),
                    List.copyOf(beforePush),
                    List.copyOf(afterPush),
                    List.copyOf(onError));
        }
    }
}
