package dev.mooring.internal.observe;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What an observer was not told yet, in bounded memory (law 15). When too many ids wait, those of records that are there are left to a
 * walk through the store, which tells every record that is there; when too many are gone, only a new start is left. Safe for
 * several threads.
 */
final class Backlog {

    private final int most;
    private final Map<String, Boolean> waiting = new LinkedHashMap<>();
    private boolean walkIsDue = true;
    private boolean newStartIsDue = true;

    /**
     * An observer that knows nothing.
     *
     * @param most how many ids wait at most
     */
    Backlog(int most) {
        this.most = most;
    }

    /**
     * A record changed.
     *
     * @param there whether it is there now
     */
    synchronized void add(String id, boolean there) {
        waiting.remove(id);
        if (newStartIsDue || (walkIsDue && there)) {
            return;
        }
        waiting.put(id, there);
        if (waiting.size() > most) {
            walkIsDue = true;
            waiting.values().removeIf(walked -> walked);
        }
        if (waiting.size() > most) {
            startOver();
        }
    }

    /** What the observer knows is worth nothing any more. */
    synchronized void startOver() {
        waiting.clear();
        walkIsDue = true;
        newStartIsDue = true;
    }

    synchronized boolean isEmpty() {
        return !walkIsDue && waiting.isEmpty();
    }

    synchronized boolean isNewStartDue() {
        return newStartIsDue;
    }

    synchronized boolean isWalkDue() {
        return walkIsDue;
    }

    /** A walk begins now: what changes from here on is told beside it. Answers whether it is a new start. */
    synchronized boolean walkBegins() {
        boolean fresh = newStartIsDue;
        walkIsDue = false;
        newStartIsDue = false;
        return fresh;
    }

    /** Takes some ids, the oldest first. */
    synchronized Set<String> take(int limit) {
        Set<String> some = new LinkedHashSet<>();
        Iterator<String> oldest = waiting.keySet().iterator();
        while (some.size() < limit && oldest.hasNext()) {
            some.add(oldest.next());
            oldest.remove();
        }
        return some;
    }

    synchronized int size() {
        return waiting.size();
    }
}
