package dev.mooring.e2e.kill;

import dev.mooring.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One edit of the {@link EndlessEditor}; its text is what is printed.
 *
 * @param kind what is done
 * @param number the record it is done to
 * @param by the number in whose turn it is done
 */
record Edit(Kind kind, long number, long by) {

    /** The edits of one turn: a record is made, an older one is changed, one older still is removed. */
    static List<Edit> of(long number) {
        List<Edit> edits = new ArrayList<>();
        edits.add(new Edit(Kind.PUT, number, number));
        if (number % 3 == 0) {
            edits.add(new Edit(Kind.PATCH, number - 1, number));
        }
        if (number % 7 == 0) {
            edits.add(new Edit(Kind.DELETE, number - 4, number));
        }
        return edits;
    }

    static Edit read(String line) {
        List<String> parts = List.of(line.split(" ", -1));
        return new Edit(Kind.valueOf(parts.get(0)), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)));
    }

    void make(Records<Map<String, @Nullable Object>> notes) {
        switch (kind) {
            case PUT -> notes.put(id(), Map.of("made", by));
            case PATCH -> notes.patch(id(), Map.of("changed", by));
            case DELETE -> notes.delete(id());
        }
    }

    void make(Map<String, Map<String, @Nullable Object>> model) {
        switch (kind) {
            case PUT -> model.put(id(), new TreeMap<>(Map.of("made", by)));
            case PATCH ->
                model.computeIfPresent(id(), (id, fields) -> {
                    fields.put("changed", by);
                    return fields;
                });
            case DELETE -> model.remove(id());
        }
    }

    String id() {
        return "note-" + number;
    }

    @Override
    public String toString() {
        return kind + " " + number + " " + by;
    }

    enum Kind {
        PUT,
        PATCH,
        DELETE
    }
}
