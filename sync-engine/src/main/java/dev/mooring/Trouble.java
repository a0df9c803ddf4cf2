package dev.mooring;

import dev.mooring.store.DeadLetter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something went wrong, told once. Immutable.
 *
 * @param kind what the engine does about it
 * @param collection the collection's name
 * @param ids the records concerned; empty = none in particular
 * @param message for people
 * @param letter the write that was given up, if one was
 */
public record Trouble(Kind kind, String collection, Set<String> ids, String message, Optional<DeadLetter> letter) {

    private static final int LONGEST = 300;
    private static final int MOST = 8;

    /** Copies the ids. */
    public Trouble {
        ids = Set.copyOf(ids);
    }

    /** A trouble without a dead letter. */
    public static Trouble of(Kind kind, String collection, Set<String> ids, String message) {
        return new Trouble(kind, collection, ids, message, Optional.empty());
    }

    /** Bounded, whatever the message and however many records. */
    @Override
    public String toString() {
        String some = ids.stream().sorted().limit(MOST).map(Trouble::brief).collect(Collectors.joining(", "));
        return "Trouble[" + kind + " in '" + brief(collection) + "', " + ids.size() + " records [" + some
                + (ids.size() > MOST ? ", ..." : "") + "]: " + brief(message)
                + letter.map(given -> ", " + given).orElse("") + "]";
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** The same, of the collection as the application calls it. */
    Trouble in(String name) {
        return new Trouble(kind, name, ids, message, letter);
    }

    /** What the engine does about a trouble. */
    public enum Kind {
        /** A call failed and is tried again. */
        TEMPORARY,
        /** There is no valid token: nothing travels until {@link Records#wakeUp}, or a later try that succeeds. */
        UNAUTHENTICATED,
        /** The set-up is wrong: the collection stands still until {@link Records#wakeUp}, sync or flush. */
        MISCONFIGURED,
        /** A write was given up and is a dead letter now. */
        GIVEN_UP,
        /** A pull would have removed most of what is here: it is repeated before it is believed. */
        SUSPICIOUS,
        /** The local store failed; nothing is believed that is not in it. */
        STORE,
        /** A record cannot be brought into the form of the application: it is kept, and not shown. */
        UNREADABLE,
        /** A hook or an observer of the application threw. */
        HOOK
    }
}
