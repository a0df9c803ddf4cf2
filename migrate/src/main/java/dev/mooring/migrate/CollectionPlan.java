package dev.mooring.migrate;

import java.time.Duration;
import java.util.List;

/**
 * What a migration would do with one collection. Immutable.
 *
 * @param name its name at the source
 * @param target its name at the target
 * @param records how many records there are
 * @param bytes how large they are together, roughly
 * @param fields the fields as the target will have them, by name
 * @param otherFields how many more names there are than are listed
 * @param unfit how many records would end in quarantine
 * @param examples the first of them, at most {@value Report#LISTED}
 * @param targetIsEmpty whether the target has nothing yet
 * @param estimate how long the copy will roughly take
 * @param notes what the guarantees of both sides mean for this migration
 */
public record CollectionPlan(
        String name,
        String target,
        long records,
        long bytes,
        List<FieldPlan> fields,
        long otherFields,
        long unfit,
        List<Quarantined> examples,
        boolean targetIsEmpty,
        Duration estimate,
        List<String> notes) {

    /** Copies. */
    public CollectionPlan {
        fields = List.copyOf(fields);
        examples = List.copyOf(examples);
        notes = List.copyOf(notes);
    }
}
