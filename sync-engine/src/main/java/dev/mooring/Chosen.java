package dev.mooring;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What a collection was opened with, by name: opening it again asks for the same, or is an error. Immutable. */
record Chosen(Map<String, Object> settings) {

    Chosen {
        settings = Map.copyOf(settings);
    }

    void refuseOthers(String name, Chosen other) {
        List<String> different = new TreeSet<>(settings.keySet())
                .stream()
                        .filter(key -> !Objects.equals(settings.get(key), other.settings.get(key)))
                        .toList();
        if (!different.isEmpty()) {
            throw new IllegalStateException(
                    "collection '" + name + "' is open already, with another " + String.join(", ", different));
        }
    }
}
