package dev.mooring.migrate;

import dev.mooring.sync.Feed;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;
import java.util.ArrayList;
import java.util.List;

/**
 * One collection on both sides. Immutable.
 *
 * @param name its name at the source
 * @param from the source
 * @param targetName its name at the target
 * @param to the target
 */
record Pair(String name, SyncAdapter from, String targetName, SyncAdapter to) {

    /** Whether the source's feed alone could miss something, so that only reading all of it again can tell. */
    boolean needsSweep() {
        Feed.Strength strength = from.guarantees().feed().strength();
        Removals.Told told = from.guarantees().removals().told();
        return strength == Feed.Strength.WINDOWED
                || (strength == Feed.Strength.COMPLETE && told != Removals.Told.DELETES_AND_EXITS);
    }

    /** What the guarantees of both sides mean for the migration. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        switch (from.guarantees().feed().strength()) {
            case SNAPSHOT -> notes.add("The source has no change feed: every look for changes reads all of it.");
            case WINDOWED ->
                notes.add("The source's feed may miss what becomes visible later than "
                        + from.guarantees().feed().overlap() + ": all of it is read again before the end of a run.");
            case COMPLETE -> {
                if (needsSweep()) {
                    notes.add("The source's feed does not tell of every removal (it tells "
                            + from.guarantees().removals().told()
                            + "): all of it is read again before the end of a run.");
                }
            }
        }
        if (!to.guarantees().ids().clientMade()) {
            notes.add(
                    "The target makes the ids: of the fields that refer to these records, those follow that the mapping names.");
        }
        if (!to.guarantees().managedFields().isEmpty()) {
            notes.add("The target sets these fields itself, so they are neither sent nor compared: "
                    + String.join(
                            ", ",
                            to.guarantees().managedFields().stream().sorted().toList()) + ".");
        }
        return notes;
    }
}
