package dev.mooring;

import dev.mooring.internal.engine.Events;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Document;
import dev.mooring.sync.Verb;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Passes on what the engine tells after its commits: to the observers, and to the hooks of the application. Safe for several threads.
 *
 * @param <T> the type of the records
 */
final class Telling<T> implements Events {

    private final CollectionBuilder.Parts<T> parts;
    private final Observing<T> observing;
    private final Consumer<String> lost;
    private final Runnable freed;

    /**
     * Begins.
     *
     * @param lost is told of each record of which a write was given up
     * @param freed is told when something may go that waited for another collection
     */
    Telling(CollectionBuilder.Parts<T> parts, Observing<T> observing, Consumer<String> lost, Runnable freed) {
        this.freed = freed;
        this.parts = parts;
        this.observing = observing;
        this.lost = lost;
    }

    @Override
    public void changed(String id) {
        observing.observers().changed(id, true);
    }

    @Override
    public void gone(String id) {
        observing.observers().changed(id, false);
    }

    @Override
    public void renamed(String from, String to) {
        observing.observers().renamed(from, to);
    }

    @Override
    public void lost(DeadLetter letter) {
        String id = letter.write().id();
        parts.hooks()
                .trouble(new Trouble(
                        Trouble.Kind.GIVEN_UP,
                        parts.name(),
                        Set.of(id),
                        letter.problem().message(),
                        Optional.of(letter)));
        lost.accept(id);
    }

    @Override
    public void freed() {
        freed.run();
    }

    @Override
    public void saved(PendingWrite write, Optional<Document> now) {
        if (!parts.onSaved().isEmpty()) {
            String id = now.map(Document::id).orElse(write.id());
            parts.hooks().later("on a saved write", () -> saved(write.intent().verb(), id, now));
        }
    }

    private void saved(Verb verb, String id, Optional<Document> now) {
        observing
                .readable(id, () -> now.map(document -> parts.shape().value(id, document.fields())))
                .map(value -> new Saved<>(verb, id, value))
                .ifPresent(told -> parts.onSaved().forEach(hook -> hook.accept(told)));
    }
}
