package dev.mooring.support.events;

import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what it was told, as text, and then throws: a listener's failure is its own. */
final class Heard implements Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void hint(Set<String> ids) {
        told("hint " + ids);
    }

    @Override
    public void gap() {
        told("gap");
    }

    @Override
    public void state(State state) {
        told(state.toString());
    }

    /** The next things that are told, fewer when nothing comes for long. */
    List<String> next(int count) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String told = heard.poll(30, TimeUnit.SECONDS);
            next.add(told == null ? "nothing" : told);
        }
        return next;
    }

    boolean isEmpty() {
        return heard.isEmpty();
    }

    private void told(String what) {
        heard.add(what);
        throw new IllegalStateException("a listener that fails");
    }
}
