package dev.mooring.migrate;

import dev.mooring.migrate.mapping.References;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Verb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records in quarantine that refer to one another in a circle, at a target that makes their ids: one of them is made without what it refers to, so
 * that the others can refer to it, and stays in quarantine until it is completed. Used by one thread.
 */
final class Circles {

    private static final String LEFT_OUT =
            "it is at the target without what it refers to, which refers to it in a circle";
    private static final String NO_UPDATE =
            "it refers to itself in a circle, which only an update could close, and the target takes none";

    /** A circle of more records than this is not looked for. */
    private static final int FAR = 1_000;

    private static final int MOST_DEAD = 10_000;

    private final Pair pair;
    private final Parts parts;
    private final int number;
    private final boolean updates;

    /** Some of those that lead to what will never be made: a long chain is not walked to its end again and again. */
    private final Set<Name> dead = new HashSet<>();

    Circles(Carrier carrier, Parts parts) {
        this.pair = carrier.pair();
        this.parts = parts;
        this.number = carrier.stage().number();
        this.updates = pair.to().guarantees().verbs().contains(Verb.UPDATE);
    }

    /** Those that can be made without what they refer to, and be completed then. */
    List<Quarantined> openable(List<Quarantined> some) {
        List<Quarantined> chosen = new ArrayList<>();
        Set<Name> made = new HashSet<>();
        for (Quarantined each : some) {
            Name name = new Name(pair.name(), each.id());
            if (!isMade(name) && returns(name, each, made)) {
                if (updates) {
                    made.add(name);
                    chosen.add(each);
                } else {
                    parts.checkpoint().quarantine().explain(number, each.id(), NO_UPDATE);
                }
            }
        }
        return chosen;
    }

    /** Leaves out what has no id yet. */
    References leavingOut() {
        return (collection, reference) -> resolved(collection, reference, new HashSet<>());
    }

    /** What was made by now is not done yet. Within the transaction that ends its write. */
    void keep(List<Quarantined> chosen) {
        QuarantineTable quarantine = parts.checkpoint().quarantine();
        Problem open = new Problem(Unmappable.REFERENCE, LEFT_OUT);
        chosen.stream()
                .filter(each -> !quarantine.has(number, each.id()))
                .forEach(each -> quarantine.put(number, each.id(), open, each.fields(), false, each.since()));
    }

    private boolean returns(Name start, Quarantined first, Set<Name> made) {
        Optional<Boolean> back = back(start, first, made);
        if (back.isEmpty() && dead.size() < MOST_DEAD) {
            dead.add(start);
        }
        return back.orElse(false);
    }

    /** Whether what it refers to leads back to it; nothing when something on the way will not be made. */
    private Optional<Boolean> back(Name start, Quarantined first, Set<Name> made) {
        boolean back = false;
        Set<Name> met = new HashSet<>();
        Deque<Quarantined> next = new ArrayDeque<>(List.of(first));
        while (!next.isEmpty()) {
            Quarantined each = next.remove();
            Optional<Set<Name>> open = openOf(each);
            if (open.isEmpty() || met.size() > FAR) {
                return Optional.empty();
            }
            for (Name name : open.get()) {
                back |= name.equals(start);
                if (!made.contains(name) && met.add(name)) {
                    Optional<Quarantined> other = dead.contains(name)
                            ? Optional.empty()
                            : parts.checkpoint().waiting(name.collection(), name.id());
                    if (other.isEmpty()) {
                        return Optional.empty();
                    }
                    next.add(other.get());
                }
            }
        }
        return Optional.of(back);
    }

    /** What a record refers to and has no id yet; nothing where it cannot be carried without. */
    private Optional<Set<Name>> openOf(Quarantined each) {
        Set<Name> open = new LinkedHashSet<>();
        try {
            parts.mapping()
                    .map(
                            each.collection(),
                            Document.of(each.id(), each.fields()),
                            (collection, reference) -> resolved(collection, reference, open));
            return Optional.of(open);
        } catch (Unmappable e) {
            return Optional.empty();
        }
    }

    private @Nullable Object resolved(String collection, Object reference, Set<Name> open) {
        try {
            return parts.ids().of(collection, reference);
        } catch (Unmappable e) {
            if (!e.code().equals(Unmappable.REFERENCE)) {
                throw e;
            }
            open.add(new Name(collection, References.id(reference)));
            return null;
        }
    }

    /** Whether the target has it by now. */
    boolean isMade(Quarantined each) {
        return isMade(new Name(pair.name(), each.id()));
    }

    private boolean isMade(Name name) {
        return parts.checkpoint().ledger().made(name.collection(), name.id()).isPresent();
    }

    /**
     * A record of whatever collection.
     *
     * @param collection its collection's name at the source
     * @param id its id at the source
     */
    private record Name(String collection, String id) {}
}
