package dev.mooring;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records that cannot be brought into the application's form: each is reported when it is met first. Safe for several threads. */
final class Unreadable {

    private static final int MOST = 1_000;

    private final String collection;
    private final Consumer<Trouble> told;
    private final Set<String> known = new LinkedHashSet<>();

    Unreadable(String collection, Consumer<Trouble> told) {
        this.collection = collection;
        this.told = told;
    }

    <X> Optional<X> unless(String id, Supplier<X> reading) {
        try {
            X read = reading.get();
            found(id, true);
            return Optional.of(read);
        } catch (TransformFailure e) {
            if (found(id, false)) {
                String message = Redaction.of(String.valueOf(e.getMessage()));
                told.accept(Trouble.of(Trouble.Kind.UNREADABLE, collection, Set.of(id), message));
            }
            return Optional.empty();
        }
    }

    /** Answers whether it was not known yet as it is now. */
    private boolean found(String id, boolean readable) {
        synchronized (known) {
            if (readable) {
                return known.remove(id);
            }
            if (known.size() >= MOST) {
                known.clear();
            }
            return known.add(id);
        }
    }
}
