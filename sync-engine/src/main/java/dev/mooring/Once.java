package dev.mooring;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells a failure that stands once: what is tried again and fails in the same way is no news until something went right. Safe for several
 * threads.
 */
final class Once {

    private static final Set<Trouble.Kind> TRIED_AGAIN = EnumSet.of(
            Trouble.Kind.TEMPORARY, Trouble.Kind.UNAUTHENTICATED, Trouble.Kind.MISCONFIGURED, Trouble.Kind.STORE);

    /** Messages may name each of many records; what is forgotten is told once more. */
    private static final int MOST = 100;

    private final Consumer<Trouble> told;
    private final Set<String> standing = new LinkedHashSet<>();

    Once(Consumer<Trouble> told) {
        this.told = told;
    }

    void trouble(Trouble trouble) {
        if (!TRIED_AGAIN.contains(trouble.kind()) || isNew(trouble.kind() + " " + trouble.message())) {
            told.accept(trouble);
        }
    }

    /** Something went right. */
    void over() {
        synchronized (standing) {
            standing.clear();
        }
    }

    private boolean isNew(String failure) {
        synchronized (standing) {
            if (standing.size() >= MOST && !standing.contains(failure)) {
                standing.remove(standing.iterator().next());
            }
            return standing.add(failure);
        }
    }
}
