package dev.mooring.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Items that both devices changed, and what each made of them. Not safe for several threads. */
final class Disagreement {

    private final List<String> ids;
    private final Map<String, Map<String, Object>> phone = new TreeMap<>();
    private final Map<String, Map<String, Object>> laptop = new TreeMap<>();

    Disagreement(List<String> ids) {
        this.ids = List.copyOf(ids);
    }

    List<String> ids() {
        return ids;
    }

    /** Notes what the phone makes of an item, and answers it. */
    Map<String, Object> phone(String id, Map<String, Object> patch) {
        phone.put(id, patch);
        return patch;
    }

    /** Notes what the laptop makes of an item, and answers it. */
    Map<String, Object> laptop(String id, Map<String, Object> patch) {
        laptop.put(id, patch);
        return patch;
    }

    /** In how many items of a list both changes are. */
    long both(Map<String, Object> list) {
        return ids.stream()
                .filter(id -> has(list.get(id), phone.get(id)) && has(list.get(id), laptop.get(id)))
                .count();
    }

    /** In how many items of a list exactly one of the two changes is. */
    long one(Map<String, Object> list) {
        return ids.stream()
                .filter(id -> has(list.get(id), phone.get(id)) != has(list.get(id), laptop.get(id)))
                .count();
    }

    private static boolean has(@Nullable Object item, @Nullable Map<String, Object> patch) {
        return item instanceof Map<?, ?> fields
                && patch != null
                && fields.entrySet().containsAll(patch.entrySet());
    }
}
