package dev.mooring.firebase.realtime.sim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the database holds and knows. Used by one thread at a time. */
final class World {

    private final Tree tree = new Tree();
    private final Set<String> indexes = new LinkedHashSet<>();
    private final Set<String> good = new LinkedHashSet<>();
    private final Set<String> expired = new LinkedHashSet<>();
    private final Set<List<String>> denied = new LinkedHashSet<>();
    private Consumer<World> watcher = world -> {};
    private long clock = System.currentTimeMillis();
    private long writing;
    private boolean held;
    private boolean repeating;
    private String streams = "";

    Tree tree() {
        return tree;
    }

    /** One time for everything within one request. */
    long now() {
        return writing;
    }

    /** Between two requests of one client a millisecond passes at least; here it passes between any two. */
    void pass() {
        clock = held ? clock : clock + 1;
        writing = clock;
    }

    void enter(String token, List<String> path) {
        pass();
        if (expired.contains(token)) {
            throw new DatabaseError(401, "Auth token is expired");
        }
        if (!token.isEmpty() && !good.contains(token)) {
            throw new DatabaseError(401, "Could not parse auth token.");
        }
        boolean stranger = token.isEmpty() && !good.isEmpty();
        if (stranger || denied.stream().anyMatch(prefix -> isWithin(path, prefix))) {
            throw new DatabaseError(401, "Permission denied");
        }
    }

    void write(Map<List<String>, Optional<Object>> writes) {
        writes.forEach((path, stored) -> tree.set(path, stored.orElse(null)));
        watcher.accept(this);
    }

    void demandIndex(List<String> path, Query query) {
        String place = String.join("/", path);
        String field = query.orderBy();
        if (query.needsIndex() && !indexes.contains(place + ":" + field) && !indexes.contains("*:" + field)) {
            throw new DatabaseError(
                    400,
                    "Index not defined, add \".indexOn\": \"" + field + "\", for path \"/" + place
                            + "\", to the rules");
        }
    }

    void index(String path, String field) {
        indexes.add(path + ":" + field);
    }

    void dropIndexes() {
        indexes.clear();
    }

    void admit(String token) {
        good.add(token);
    }

    void expire(String token) {
        good.remove(token);
        expired.add(token);
    }

    void deny(List<String> path) {
        denied.add(List.copyOf(path));
    }

    void hold(boolean still) {
        held = still;
    }

    /** What a write answers is what was sent. */
    void repeat() {
        repeating = true;
    }

    boolean repeating() {
        return repeating;
    }

    void streams(String address) {
        streams = address;
    }

    String streams() {
        return streams;
    }

    /** Is told after every write. */
    void watch(Consumer<World> told) {
        watcher = told;
    }

    private static boolean isWithin(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }
}
