package dev.mooring.internal.plan;

import dev.mooring.Merge;
import java.util.regex.Pattern;

/**
 * What a plan has to know of a collection.
 *
 * @param merge resolves conflicts
 * @param keepsKeys whether the backend remembers the keys of writes, so that a conflict means that this write never arrived
 */
public record Policy(Merge merge, boolean keepsKeys) {

    private static final Pattern RANDOM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[47][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    /** Whether an id is one that is drawn at random (a UUID of version 4 or 7): nobody else can have made a record with it. */
    public static boolean isRandom(String id) {
        return RANDOM.matcher(id).matches();
    }
}
