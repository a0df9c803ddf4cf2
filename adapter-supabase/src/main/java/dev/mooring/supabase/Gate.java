package dev.mooring.supabase;

import dev.mooring.support.json.Json;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what cannot be sent, before it is sent (ID-9, VALUE-1). Immutable. */
final class Gate {

    private static final int SHOWN = 100;

    private final SupabaseTable table;
    private final Ids ids;

    Gate(SupabaseTable table) {
        this.table = table;
        this.ids = table.idType().ids();
    }

    /** Why a write cannot be sent. */
    Optional<Outcome> refusal(Write write) {
        if (!ids.accepts(write.id())) {
            return refused(
                    "id-rule",
                    "the id '" + shown(write.id()) + "' is no " + table.idType() + ": outside the rule " + ids.rule()
                            + " or longer than " + ids.longest() + " bytes");
        }
        return fields(write).entrySet().stream()
                .flatMap(field -> refusal(write.id(), field.getKey(), field.getValue()).stream())
                .findFirst()
                .or(() -> Json.standard()
                        .tooMuch(fields(write))
                        .flatMap(why -> tooMuch("the record '" + shown(write.id()) + "' " + why)));
    }

    /** Whether a record of this id can exist. */
    boolean accepts(String id) {
        return ids.accepts(id);
    }

    private Optional<Outcome> refusal(String id, String name, @Nullable Object value) {
        String field = "the field '" + shown(name) + "' of '" + shown(id) + "' ";
        if (name.isEmpty() || hasNul(name) || hasNul(value)) {
            return refused("22P05", field + "holds the character NUL, or has no name: PostgreSQL cannot store that");
        }
        Optional<String> tooMuch = Json.standard().tooMuch(value);
        if (tooMuch.isPresent()) {
            return tooMuch(field + tooMuch.get());
        }
        if (table.bookkeeping().contains(name)) {
            return refused("bookkeeping", field + "is the table's bookkeeping and cannot be set");
        }
        if (name.equals(table.id()) && !id.equals(String.valueOf(value))) {
            return refused("bookkeeping", field + "is the id column and cannot be another id");
        }
        return Optional.empty();
    }

    /** The database would take it, and its answer could never be read. */
    private static Optional<Outcome> tooMuch(String what) {
        return refused("too-large", what + ": it could not be read back");
    }

    private static boolean hasNul(@Nullable Object value) {
        if (value instanceof String text) {
            return text.indexOf('\0') >= 0;
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(Gate::hasNul);
        }
        return value instanceof Map<?, ?> map
                && map.entrySet().stream().anyMatch(entry -> hasNul(entry.getKey()) || hasNul(entry.getValue()));
    }

    private static Map<String, @Nullable Object> fields(Write write) {
        return write.match(create -> create.fields(), update -> update.patch(), delete -> Map.of());
    }

    private static Optional<Outcome> refused(String code, String message) {
        return Optional.of(Outcome.refused(code, message));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
