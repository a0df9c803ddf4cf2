package dev.mooring.cli.copy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went from a store into a copy, or back.
 *
 * @param records how many records
 * @param pending how many pending writes
 * @param letters how many dead letters
 * @param notes how many notes
 */
public record Copied(long records, long pending, long letters, long notes) {

    static final Copied NOTHING = new Copied(0, 0, 0, 0);

    Copied plus(Copied more) {
        return new Copied(records + more.records, pending + more.pending, letters + more.letters, notes + more.notes);
    }

    /** For a person. */
    public String words() {
        return some(records, "record") + ", " + some(pending, "pending write") + ", " + some(letters, "dead letter")
                + ", " + some(notes, "note");
    }

    /** For a program. */
    public Map<String, Long> json() {
        Map<String, Long> members = new LinkedHashMap<>();
        members.put("records", records);
        members.put("pending", pending);
        members.put("deadLetters", letters);
        members.put("notes", notes);
        return members;
    }

    private static String some(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
