package dev.mooring.internal.engine;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Document;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells those of a collection that was not open when something began: it may be open when that has ended. */
final class Late implements Events {

    private final Supplier<Optional<Events>> now;

    /** With what finds them after the commit; there are none while the collection is not open. */
    Late(Supplier<Optional<Events>> now) {
        this.now = now;
    }

    @Override
    public void changed(String id) {
        now.get().ifPresent(events -> events.changed(id));
    }

    @Override
    public void gone(String id) {
        now.get().ifPresent(events -> events.gone(id));
    }

    @Override
    public void renamed(String from, String to) {
        now.get().ifPresent(events -> events.renamed(from, to));
    }

    @Override
    public void lost(DeadLetter letter) {
        now.get().ifPresent(events -> events.lost(letter));
    }

    @Override
    public void saved(PendingWrite write, Optional<Document> stored) {
        now.get().ifPresent(events -> events.saved(write, stored));
    }

    @Override
    public void freed() {
        now.get().ifPresent(Events::freed);
    }
}
