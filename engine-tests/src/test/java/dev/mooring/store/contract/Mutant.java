package dev.mooring.store.contract;

import java.util.Set;

/** Broken stores, each with the rule it breaks. */
enum Mutant {
    /** Work that throws is committed all the same. */
    KEEPS_UNDONE_WORK("STORE-1"),
    /** The same, for work that can be repeated. */
    KEEPS_UNDONE_REPEATABLE_WORK("STORE-1"),
    /** Nothing outlives closing. */
    FORGETS("STORE-1"),
    /** Its callers get another exception than the one their work threw. */
    WRAPS_EXCEPTIONS("STORE-1"),
    /** Work runs again, as after a conflict in the database. */
    RUNS_TWICE("STORE-2"),
    /** Every look within a read is one of its own. */
    LOOKS_AGAIN("STORE-3"),
    /** Lists are whole. */
    LISTS_EVERYTHING("STORE-4"),
    /** A list begins with the last item seen. */
    REPEATS_THE_LAST("STORE-4"),
    /** A page of notes lacks its last one. */
    LOSES_A_NOTE("STORE-4"),
    /** A page of notes begins with the last note seen. */
    REPEATS_A_NOTE("STORE-4"),
    /** Notes of an owner are those of the store, too. */
    MIXES_OWNERS("STORE-4"),
    /** Records without a mark have one that is zero. */
    MARKS_EVERYTHING("STORE-4"),
    /** Marks are found for the first record alone. */
    LOSES_MARKS("STORE-4"),
    /** Numbers pass through a double. */
    ROUNDS("STORE-5"),
    /** Fields come back by name. */
    SORTS("STORE-5"),
    /** Instants lose what is below a second. */
    CUTS_INSTANTS("STORE-5"),
    /** What cannot be read is made anew. */
    OVERWRITES("STORE-6"),
    /** Failures are all the same to it. */
    WRONG_KIND("STORE-6"),
    /** Work that swallows a failure is committed. */
    FORGIVES("STORE-6"),
    /** Two owners. */
    OPENS_TWICE("STORE-7"),
    /** Closing changes nothing. */
    IGNORES_CLOSE("STORE-8"),
    /** Closing a second time fails. */
    CLOSES_ONCE("STORE-8"),
    /** Closing does not wait for work that has begun. */
    CLOSES_UNDER_WORK("STORE-8"),
    /** An interrupted caller does not get its result. */
    LEAVES_IN_DOUBT("STORE-9"),
    /** An interrupted caller loses its flag. */
    TAKES_THE_FLAG("STORE-9"),
    /** Calls before the commit. */
    TELLS_EARLY("STORE-10"),
    /** Never calls. */
    NEVER_TELLS("STORE-10"),
    /** Calls after write has returned, from another thread. */
    TELLS_LATE("STORE-10");

    final String rule;

    Mutant(String rule) {
        this.rule = rule;
    }

    static Set<Mutant> named(String name) {
        return name.isEmpty() ? Set.of() : Set.of(valueOf(name));
    }
}
