package dev.mooring.internal.observe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All observers of one collection. A change costs nothing for those who observe other records. Safe for several threads. */
public final class Observers {

    private final List<Observation> ofAll = new CopyOnWriteArrayList<>();
    private final Map<String, List<Observation>> ofOne = new ConcurrentHashMap<>();
    private final Runnable left;
    private volatile boolean ended;

    /**
     * Nobody observes.
     *
     * @param left is called when the last observer has left
     */
    public Observers(Runnable left) {
        this.left = left;
    }

    /** Begins an observation of all records; it leaves when it ends. */
    public void start(Observation observation) {
        ofAll.add(observation);
        observation.afterwards(() -> {
            ofAll.remove(observation);
            tellIfEmpty();
        });
        begin(observation);
    }

    /** Begins an observation of one record. */
    public void start(Observation observation, String id) {
        join(observation, id);
        observation.afterwards(() -> leave(observation, List.of(id)));
        begin(observation);
    }

    /** A record has another id now: whoever observes it goes on under both. */
    public void renamed(String from, String to) {
        if (from.equals(to)) {
            return;
        }
        for (Observation observation : ofOne.getOrDefault(from, List.of())) {
            join(observation, to);
            observation.afterwards(() -> leave(observation, List.of(from, to)));
        }
    }

    private void join(Observation observation, String id) {
        ofOne.compute(id, (one, some) -> {
            List<Observation> all = some == null ? new CopyOnWriteArrayList<>() : some;
            if (!all.contains(observation)) {
                all.add(observation);
            }
            return all;
        });
    }

    private void leave(Observation observation, List<String> ids) {
        for (String id : ids) {
            ofOne.computeIfPresent(id, (one, some) -> {
                some.remove(observation);
                return some.isEmpty() ? null : some;
            });
        }
        tellIfEmpty();
    }

    private void tellIfEmpty() {
        if (isEmpty()) {
            left.run();
        }
    }

    private void begin(Observation observation) {
        observation.start();
        if (ended) {
            observation.end(Optional.empty());
        }
    }

    /** A record's view changed. */
    public void changed(String id, boolean there) {
        ofAll.forEach(observer -> observer.changed(id, there));
        ofOne.getOrDefault(id, List.of()).forEach(observer -> observer.changed(id, there));
    }

    /** Everything may have changed, without a word about what. */
    public void startOver() {
        ofAll.forEach(Observation::startOver);
        ofOne.values().forEach(some -> some.forEach(Observation::startOver));
    }

    /** Whether nobody observes. */
    public boolean isEmpty() {
        return ofAll.isEmpty() && ofOne.isEmpty();
    }

    /** The collection is closed: all are told that it is over. */
    public void end() {
        ended = true;
        ofAll.forEach(observer -> observer.end(Optional.empty()));
        ofOne.values().forEach(some -> some.forEach(observer -> observer.end(Optional.empty())));
    }
}
