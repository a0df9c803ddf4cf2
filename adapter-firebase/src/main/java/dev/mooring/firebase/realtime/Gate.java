package dev.mooring.firebase.realtime;

import dev.mooring.sync.Ids;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what the database would not keep as it is, by the field's name and before it is sent (ID-9, VALUE-1). Immutable. */
final class Gate {

    /** An id of so many bytes is a key of at most three times as many. */
    static final Ids IDS = Ids.clientMade(Keys.LONGEST / 3);

    private static final int SHOWN = 100;

    private final Layout layout;
    private final int depth;

    /**
     * For one collection.
     *
     * @param depth how many levels below the root its fields stand
     */
    Gate(Layout layout, int depth) {
        this.layout = layout;
        this.depth = depth;
    }

    /** Why a write cannot be sent. */
    Optional<Outcome> refusal(Write write) {
        if (!IDS.accepts(write.id())) {
            return refused(
                    "id-rule",
                    "the id '" + shown(write.id()) + "' is longer than " + IDS.longest() + " bytes, or no Unicode");
        }
        Map<String, @Nullable Object> fields =
                write.match(create -> create.fields(), update -> update.patch(), delete -> Map.of());
        return fields.entrySet().stream()
                .flatMap(field -> problem(field.getKey(), field.getValue()).stream()
                        .<Outcome>map(why -> Outcome.refused(
                                "value",
                                "the field '" + shown(field.getKey()) + "' of '" + shown(write.id()) + "' " + why)))
                .findFirst();
    }

    private Optional<String> problem(String field, @Nullable Object value) {
        if (!Keys.isKey(field)) {
            return Optional.of("has a name that the database forbids: none of . $ # [ ] / and no control character");
        }
        if (layout.collection().keeps(field)) {
            return Optional.of("is the adapter's own and cannot be set");
        }
        if (value == null) {
            return Optional.empty();
        }
        return Values.problem(layout.encoded(field, value), depth).map(this::withAdvice);
    }

    private String withAdvice(String why) {
        return why + "; as an encoded field of the collection it would be kept";
    }

    private static Optional<Outcome> refused(String code, String message) {
        return Optional.of(Outcome.refused(code, message));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
