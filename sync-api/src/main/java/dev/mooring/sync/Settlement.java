package dev.mooring.sync;

import java.util.regex.Pattern;

/**
 * Decides once for all whether a conflict is only the write itself, met again: its first answer was lost, or a page brought its
 * effect before its answer. So adapters stay simple, and say what is there.
 */
public final class Settlement {

    private static final Pattern DRAWN =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[47][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    private Settlement() {}

    /**
     * The outcome as the caller should take it. A conflict becomes {@link Outcome.Applied} when what is there
     *
     * <ul>
     *   <li>is nothing, and the write was a delete; or
     *   <li>is known to contain the write's key; or
     *   <li>covers what the write wanted: a create's fields, an update's patch; only an empty record covers a create without
     *       fields; or
     *   <li>has the id of a create that was sent before, and the id was drawn at random, so that nobody else can have taken it.
     * </ul>
     *
     * <p>Pure; safe for several threads.
     *
     * @param write the write that was sent
     * @param outcome the adapter's answer to it
     * @param randomId whether the id of a create was drawn at random by this client
     */
    public static Outcome of(Write write, Outcome outcome, boolean randomId) {
        return outcome.match(
                applied -> applied,
                conflict -> isMine(write, conflict.now(), randomId) ? Outcome.applied(conflict.now()) : conflict,
                refused -> refused);
    }

    /**
     * The same, where nobody knows how the id was made: one that looks like a UUID of version 4 or 7 was drawn at random. For
     * whoever sends writes of others again.
     */
    public static Outcome of(Write write, Outcome outcome) {
        return of(write, outcome, DRAWN.matcher(write.id()).matches());
    }

    private static boolean isMine(Write write, Change now, boolean randomId) {
        return now.match(
                upsert -> holds(write, upsert.document(), randomId),
                removal -> write.match(create -> false, update -> false, delete -> true));
    }

    private static boolean holds(Write write, Document there, boolean randomId) {
        if (there.contains(write.key())) {
            return true;
        }
        return write.match(
                create -> covers(there, create)
                        || (create.resent() && randomId && there.id().equals(create.id())),
                update -> Fields.covers(there.fields(), update.patch()),
                delete -> false);
    }

    /** Every record has all of no fields: that would settle the create by anybody's. */
    private static boolean covers(Document there, Create create) {
        return create.fields().isEmpty() ? there.fields().isEmpty() : Fields.covers(there.fields(), create.fields());
    }
}
