package dev.mooring.fetch;

import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Write;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what cannot be sent, before it is sent (ID-9). Immutable. */
final class Gate {

    private final Guarantees guarantees;
    private final Names names;

    Gate(Guarantees guarantees, Names names) {
        this.guarantees = guarantees;
        this.names = names;
    }

    /** Why a write cannot be sent. */
    Optional<Outcome> refusal(Write write) {
        Verb verb = write.match(create -> Verb.CREATE, update -> Verb.UPDATE, delete -> Verb.DELETE);
        if (!guarantees.verbs().contains(verb)) {
            return refused("not-offered", verb.name().toLowerCase(Locale.ROOT) + " is not offered: " + write.id());
        }
        boolean temporary = verb == Verb.CREATE && !guarantees.ids().clientMade();
        if (!temporary && !guarantees.ids().accepts(write.id())) {
            return refused(
                    "id-rule",
                    "the id '" + shown(write.id()) + "' is outside the rule "
                            + guarantees.ids().rule() + " or longer than "
                            + guarantees.ids().longest() + " bytes");
        }
        return names.clash(fields(write))
                .flatMap(name -> refused(
                        "bookkeeping",
                        "the field '" + name + "' of '" + shown(write.id())
                                + "' is the backend's bookkeeping and cannot be set"));
    }

    /** Whether a record of this id can exist. */
    boolean accepts(String id) {
        return guarantees.ids().accepts(id);
    }

    boolean clientMade() {
        return guarantees.ids().clientMade();
    }

    private static Map<String, @Nullable Object> fields(Write write) {
        return write.match(create -> create.fields(), update -> update.patch(), delete -> Map.of());
    }

    private static Optional<Outcome> refused(String code, String message) {
        return Optional.of(Outcome.refused(code, message));
    }

    private static String shown(String id) {
        return id.length() <= 100 ? id : id.substring(0, 100) + "...";
    }
}
