package dev.mooring;

import dev.mooring.internal.engine.Adoption;
import dev.mooring.internal.engine.Clearing;
import dev.mooring.internal.engine.Echo;
import dev.mooring.internal.engine.Editing;
import dev.mooring.internal.engine.Edits;
import dev.mooring.internal.engine.Initial;
import dev.mooring.internal.engine.Lane;
import dev.mooring.internal.engine.Ledger;
import dev.mooring.internal.engine.LocalEdits;
import dev.mooring.internal.engine.LocalFields;
import dev.mooring.internal.engine.Setup;
import dev.mooring.internal.engine.World;
import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreReader;
import java.util.Optional;

/**
 * What a collection is made of, and who tells whom. Safe for several threads.
 *
 * @param <T> the type of the records
 */
final class Wiring<T> {

    private final CollectionBuilder.Parts<T> parts;
    private final LocalStore inner;
    private final OpenStore store;
    private final Optional<Ledger> ledger;
    private final Optional<Lane> lane;
    private final RecordEdits<T> edits;
    private final RecordReads<T> reads;
    private final Once failures;
    private final Initial initial;
    private final Observing<T> observing;
    private final Telling<T> events;
    private final Standing standing;
    private final Steering steering;

    Wiring(Mooring mooring, CollectionBuilder.Parts<T> parts, Optional<Setup> setup) {
        this.parts = parts;
        String name = parts.stored();
        this.inner = parts.home().store();
        this.store = new OpenStore(inner, mooring::refuseClosed);
        this.failures = new Once(parts.hooks()::trouble);
        this.observing = new Observing<>(mooring, parts, this::resolve, this::observed, this::unobserved);
        this.events = new Telling<>(parts, observing, this::lost, this::wake);
        this.initial = new Initial(name, parts.rows(), events);
        this.ledger = setup.map(how ->
                new Ledger(how, parts.home().numbers(), mooring.world().clock(), mooring::ledger, events, initial));
        World world = Echo.in(mooring.world(), this::moved);
        this.lane = ledger.map(book -> new Lane(inner, book, world, failures::trouble));
        this.standing = new Standing(parts, ledger, lane, mooring.world().clock());
        this.steering = new Steering(
                mooring,
                parts,
                ledger,
                lane,
                standing,
                world.control(),
                () -> !observing.observers().isEmpty());
        Editing editing = ledger.<Editing>map(Edits::new).orElseGet(() -> new LocalEdits(name, events));
        this.edits = new RecordEdits<>(name, parts.shape(), editing, new LocalFields(name, events), this::resolve);
        this.reads = new RecordReads<>(name, store, parts.shape(), observing, this::resolve);
    }

    void start() {
        new Clearing(inner, parts.stored(), ledger).resume();
        ledger.ifPresent(book -> new Adoption(inner, book, parts.shape()::parted).run());
        showInitial();
        steering.start();
    }

    void stop() {
        observing.observers().end();
        standing.close();
        steering.stop();
        parts.hooks().close();
    }

    /** Something may go that could not go before. */
    void wake() {
        steering.written();
    }

    /** Forgets all that is stored of it, and reads it anew or stands still. */
    void forget(boolean goOn) {
        steering.forget(goOn, events::gone);
        if (goOn) {
            showInitial();
        }
    }

    private void showInitial() {
        initial.show(inner, !steering.isLocal());
    }

    private void moved() {
        if (lane.isPresent() && lane.get().condition().trouble().isEmpty()) {
            failures.over();
        }
        standing.moved();
    }

    private void observed() {
        steering.observed();
    }

    private void unobserved() {
        steering.unobserved();
    }

    private void lost(String id) {
        steering.lost(id);
    }

    /** The id it has now, also for the one it had before the backend made its own. */
    String resolve(StoreReader reader, String id) {
        return ledger.map(book -> book.resolve(reader, id)).orElse(id);
    }

    CollectionBuilder.Parts<T> parts() {
        return parts;
    }

    OpenStore store() {
        return store;
    }

    Optional<Ledger> ledger() {
        return ledger;
    }

    RecordEdits<T> edits() {
        return edits;
    }

    RecordReads<T> reads() {
        return reads;
    }

    Observing<T> observing() {
        return observing;
    }

    Standing standing() {
        return standing;
    }

    Steering steering() {
        return steering;
    }
}
