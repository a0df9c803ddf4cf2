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
    private volatile boolean ended;

    /** Begins an observation of all records; it leaves when it ends. */
    public void start(Observation observation) {
        ofAll.add(observation);
        observation.afterwards(() -> ofAll.remove(observation));
        begin(observation);
    }

    /** Begins an observation of one record. */
    public void start(Observation observation, String id) {
        ofOne.compute(id, (one, some) -> {
            List<Observation> all = some == null ? new CopyOnWriteArrayList<>() : some;
            all.add(observation);
            return all;
        });
        observation.afterwards(() -> ofOne.computeIfPresent(id, (one, some) -> {
            some.remove(observation);
            return some.isEmpty() ? null : some;
        }));
        begin(observation);
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
