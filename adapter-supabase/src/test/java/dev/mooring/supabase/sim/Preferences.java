package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The Prefer header. What is not known is left out, or refused under handling=strict. */
final class Preferences {

    /** In the order in which Preference-Applied names them. */
    private static final Map<String, List<String>> KNOWN = known();

    private final Map<String, String> given = new LinkedHashMap<>();

    private Preferences() {}

    static Preferences of(List<String> headers) {
        Preferences preferences = new Preferences();
        List<String> invalid = new ArrayList<>();
        for (String word : String.join(",", headers).split(",", 0)) {
            String[] parts = word.trim().split("=", 2);
            if (parts.length == 2 && valid(parts[0], parts[1])) {
                preferences.given.putIfAbsent(parts[0], parts[1]);
            } else if (!word.isBlank()) {
                invalid.add(word.trim());
            }
        }
        if (preferences.strict() && !invalid.isEmpty()) {
            throw PgError.api(
                    400,
                    "PGRST122",
                    "Invalid preferences given with handling=strict",
                    "Invalid preferences: " + String.join(", ", invalid));
        }
        return preferences;
    }

    boolean has(String name, String value) {
        return value.equals(given.get(name));
    }

    boolean strict() {
        return has("handling", "strict");
    }

    /** Binds only under handling=strict. */
    OptionalInt maxAffected() {
        String most = given.get("max-affected");
        return most == null || !strict() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(most));
    }

    /** Forgets one that has no meaning for this request. */
    Preferences without(String name) {
        Preferences fewer = new Preferences();
        fewer.given.putAll(given);
        fewer.given.remove(name);
        return fewer;
    }

    Optional<String> applied() {
        List<String> words = new ArrayList<>();
        for (String name : KNOWN.keySet()) {
            String value = given.get(name);
            if (value != null && (!name.equals("max-affected") || strict())) {
                words.add(name + "=" + value);
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    private static boolean valid(String name, String value) {
        List<String> values = KNOWN.get(name);
        return values != null && (values.contains(value) || (values.isEmpty() && value.matches("[0-9]{1,9}")));
    }

    private static Map<String, List<String>> known() {
        Map<String, List<String>> known = new LinkedHashMap<>();
        known.put("resolution", List.of("merge-duplicates", "ignore-duplicates"));
        known.put("missing", List.of("default", "null"));
        known.put("return", List.of("representation", "headers-only", "minimal"));
        known.put("count", List.of("exact", "planned", "estimated"));
        known.put("tx", List.of("commit", "rollback"));
        known.put("handling", List.of("strict", "lenient"));
        known.put("max-affected", List.of());
        return known;
    }
}
