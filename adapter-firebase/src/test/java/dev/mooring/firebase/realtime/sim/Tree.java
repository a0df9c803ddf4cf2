package dev.mooring.firebase.realtime.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole database: one tree. Not safe for several threads. */
final class Tree {

    /** Fewer than 32 levels. */
    private static final int DEEPEST = 31;

    private final Map<String, Object> root = new TreeMap<>();

    @Nullable Object at(List<String> path) {
        Object node = root;
        for (String step : path) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return node;
    }

    /** Puts a stored value in its place; null takes away what is there, and parents that are empty then. */
    void set(List<String> path, @Nullable Object stored) {
        if (path.size() + Nodes.depth(stored) > DEEPEST) {
            throw new DatabaseError(400, "Invalid data; the path is more than 32 levels deep.");
        }
        List<Map<String, Object>> parents = new ArrayList<>(List.of(root));
        for (String step : path.subList(0, path.size() - 1)) {
            Map<String, Object> parent = parents.get(parents.size() - 1);
            parents.add(child(parent, step));
        }
        String last = path.get(path.size() - 1);
        if (stored == null) {
            parents.get(parents.size() - 1).remove(last);
        } else {
            parents.get(parents.size() - 1).put(last, stored);
        }
        for (int i = parents.size() - 1; i > 0 && parents.get(i).isEmpty(); i--) {
            parents.get(i - 1).remove(path.get(i - 1));
        }
    }

    @SuppressWarnings("unchecked") // every map of the tree was made here or by Nodes
    private static Map<String, Object> child(Map<String, Object> parent, String step) {
        Object there = parent.get(step);
        Map<String, Object> child = there instanceof Map<?, ?> map ? (Map<String, Object>) map : new TreeMap<>();
        parent.put(step, child);
        return child;
    }
}
