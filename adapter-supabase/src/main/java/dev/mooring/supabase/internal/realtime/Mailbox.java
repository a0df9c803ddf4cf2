package dev.mooring.supabase.internal.realtime;

import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.LiveChanges.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one listener is still to be told. Hints that wait are told together, and too many become a gap, so that a slow listener costs no
 * memory and holds nobody up. Safe for several threads.
 */
final class Mailbox implements Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
    private static final int MOST_IDS = 1000;
    private static final int MOST_WORDS = 100;

    private final Listener listener;
    private final Executor executor;
    private final Consumer<Mailbox> whenClosed;
    private final Deque<Word> waiting = new ArrayDeque<>();

    /** Held while the listener is called, so that no call begins after {@link #close} has returned. */
    private final ReentrantLock calling = new ReentrantLock();

    private volatile boolean closed;
    private boolean scheduled;

    Mailbox(Listener listener, Executor executor, Consumer<Mailbox> whenClosed) {
        this.listener = listener;
        this.executor = executor;
        this.whenClosed = whenClosed;
    }

    /** One thing to tell. */
    private sealed interface Word {}

    private record NewState(State state) implements Word {}

    private record Gap() implements Word {}

    private record Hint(Set<String> ids) implements Word {}

    void state(State state) {
        put(new NewState(state));
    }

    void gap() {
        put(new Gap());
    }

    void hint(Set<String> ids) {
        put(new Hint(new LinkedHashSet<>(ids)));
    }

    @Override
    public void close() {
        calling.lock();
        try {
            closed = true;
        } finally {
            calling.unlock();
        }
        whenClosed.accept(this);
    }

    private void put(Word word) {
        synchronized (this) {
            if (closed) {
                return;
            }
            add(word);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        executor.execute(this::deliver);
    }

    private void add(Word word) {
        Word last = waiting.peekLast();
        if (word instanceof Gap && last instanceof Gap) {
            return;
        }
        if (word instanceof Hint more && last instanceof Hint before) {
            before.ids().addAll(more.ids());
            if (before.ids().size() > MOST_IDS) {
                waiting.removeLast();
                add(new Gap());
            }
            return;
        }
        waiting.add(word);
        if (waiting.size() > MOST_WORDS) {
            shorten();
        }
    }

    /** The last state and a gap say as much as everything that happened in between. */
    private void shorten() {
        Word last = null;
        for (Word word : waiting) {
            last = word instanceof NewState ? word : last;
        }
        waiting.clear();
        if (last != null) {
            waiting.add(last);
        }
        waiting.add(new Gap());
    }

    private void deliver() {
        for (Word word = next(); word != null; word = next()) {
            tell(word);
        }
    }

    private synchronized @Nullable Word next() {
        Word word = waiting.poll();
        scheduled = word != null;
        return word;
    }

    private void tell(Word word) {
        calling.lock();
        try {
            if (closed) {
                return;
            }
            if (word instanceof NewState changed) {
                listener.state(changed.state());
            } else if (word instanceof Hint hint) {
                listener.hint(hint.ids());
            } else {
                listener.gap();
            }
        } catch (RuntimeException e) {
            LOG.warn("a listener to changes failed", e);
        } finally {
            calling.unlock();
        }
    }
}
