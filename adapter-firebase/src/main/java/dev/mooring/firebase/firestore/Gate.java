package dev.mooring.firebase.firestore;

import dev.mooring.sync.Ids;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what cannot be stored, by the name of its field, before it is sent (ID-9, VALUE-1). Immutable. */
final class Gate {

    /** No slash, not a dot or two, nothing between two pairs of underscores, 1,500 bytes: what Firestore's documentation says. */
    static final Ids IDS = Ids.clientMade("(?s)(?!\\.{1,2}\\z)(?!__.*__\\z)[^/]+", 1500);

    private static final int SHOWN = 100;

    private final FirestoreCollection shape;
    private final FieldCodec codec;

    Gate(FirestoreCollection shape, FieldCodec codec) {
        this.shape = shape;
        this.codec = codec;
    }

    /** Why a write cannot be sent. */
    Optional<Outcome> refusal(Write write) {
        if (!IDS.accepts(write.id())) {
            return refused(
                    "id-rule",
                    "the id '" + shown(write.id()) + "' is outside the rule " + IDS.rule() + " or longer than "
                            + IDS.longest() + " bytes");
        }
        Map<String, @Nullable Object> fields =
                write.match(create -> create.fields(), update -> update.patch(), delete -> Map.of());
        return fields.entrySet().stream()
                .flatMap(field -> refusal(write.id(), field.getKey(), field.getValue()).stream())
                .findFirst();
    }

    private Optional<Outcome> refusal(String id, String name, @Nullable Object value) {
        String field = "the field '" + shown(name) + "' of '" + shown(id) + "' ";
        if (shape.bookkeeping().contains(name)) {
            return refused("bookkeeping", field + "is the collection's bookkeeping and cannot be set");
        }
        try {
            FieldCodec.named(name);
            codec.encoded(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return refused("value", field + "cannot be stored: " + e.getMessage());
        }
    }

    private static Optional<Outcome> refused(String code, String message) {
        return Optional.of(Outcome.refused(code, message));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
