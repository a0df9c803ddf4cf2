package dev.mooring.sync;

/**
 * Decides once for all whether a conflict is only the write itself, met again: its first answer was lost, or a page brought its
 * effect before its answer. So adapters stay simple, and say what is there.
 */
public final class Settlement {

    private Settlement() {}

    /**
     * The outcome as the caller should take it. A conflict becomes {@link Outcome.Applied} when what is there
     *
     * <ul>
     *   <li>is nothing, and the write was a delete; or
     *   <li>is known to contain the write's key; or
     *   <li>covers what the write wanted: a create's fields, an update's patch; or
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
                create -> Fields.covers(there.fields(), create.fields()) || (create.resent() && randomId),
                update -> Fields.covers(there.fields(), update.patch()),
                delete -> false);
    }
}
