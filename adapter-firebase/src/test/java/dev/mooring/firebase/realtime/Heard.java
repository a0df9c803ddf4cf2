package dev.mooring.firebase.realtime;

import dev.mooring.sync.LiveChanges.Listener;
import dev.mooring.sync.LiveChanges.State;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what it was told, as text: {@code LIVE}, {@code gap}, {@code hint [a]}. */
final class Heard implements Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void hint(Set<String> ids) {
        heard.add("hint " + ids);
    }

    @Override
    public void gap() {
        heard.add("gap");
    }

    @Override
    public void state(State state) {
        heard.add(state.toString());
    }

    /** The next thing that is told; {@code nothing} when nothing comes for long. */
    String next() throws InterruptedException {
        String told = heard.poll(30, TimeUnit.SECONDS);
        return told == null ? "nothing" : told;
    }
}
