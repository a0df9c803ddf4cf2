package dev.mooring.migrate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was seen of one field. Immutable.
 *
 * @param name its name at the target
 * @param types how many records have it, by type: text, integer, number, boolean, map, list
 * @param longest the longest text, in characters; 0 = no text
 */
public record FieldPlan(String name, Map<String, Long> types, int longest) {

    /** Copies. */
    public FieldPlan {
        types = Collections.unmodifiableMap(new TreeMap<>(types));
    }
}
