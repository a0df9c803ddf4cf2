package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Asks for pages until none is left, the next one while this one is stored. Used on the control thread. */
final class Pulling {

    private final LocalStore store;
    private final Ledger ledger;
    private final Setup setup;
    private final World world;
    private final Pages pages;
    private final Told told;
    private final BooleanSupplier mustPause;
    private boolean running;
    private boolean first;
    private boolean wanted = true;
    private Instant next = Instant.MIN;

    Pulling(LocalStore store, Ledger ledger, World world, Pages pages, Told told, BooleanSupplier mustPause) {
        this.store = store;
        this.ledger = ledger;
        this.setup = ledger.setup();
        this.world = world;
        this.pages = pages;
        this.told = told;
        this.mustPause = mustPause;
    }

    /** Whether a pull has begun and not ended; it may stand still between two pages. */
    boolean isRunning() {
        return running;
    }

    boolean isDue() {
        return wanted || running || !next.isAfter(world.clock().instant());
    }

    Instant next() {
        return next;
    }

    void rest(Instant until) {
        wanted = false;
        next = until;
    }

    void want() {
        wanted = true;
    }

    /** A pull that was on its way belongs to the past; what it was wanted for is still wanted. */
    void forget() {
        wanted |= running;
        running = false;
    }

    /** Asks for the next page, or begins. */
    void ask() {
        Cursor cursor;
        if (running) {
            cursor = store.read(ledger.notes()::cursor);
        } else {
            wanted = false;
            running = true;
            first = true;
            told.pullBegins();
            cursor = pages.begin();
        }
        ask(cursor);
    }

    private void ask(Cursor cursor) {
        SyncAdapter adapter = setup.adapter();
        world.calls()
                .call(
                        () -> adapter.changesSince(cursor, setup.page()),
                        told.concerning((page, failure) -> answered(cursor, page, failure)));
    }

    private void answered(Cursor asked, @Nullable ChangePage page, @Nullable Throwable failure) {
        if (page == null || (page.more() && page.next().equals(asked))) {
            running = false;
            told.pullFailed(Failure.of(failure != null ? failure : stuck()));
            return;
        }
        boolean ahead = page.more() && !mustPause.getAsBoolean();
        if (ahead) {
            ask(page.next());
        }
        pages.take(page, first);
        first = false;
        // at once: what is stored after the snapshot bears no mark of it
        if (sweepAsksForMore()) {
            running = false;
            told.pulled(Progress.DISBELIEVED);
        } else if (page.more()) {
            told.pulled(ahead ? Progress.AHEAD : Progress.PAGE);
        } else {
            running = false;
            next = world.clock().instant().plus(setup.interval());
            told.pulled(Progress.END);
        }
    }

    private TemporaryFailure stuck() {
        return TemporaryFailure.notApplied("the feed of '" + setup.collection() + "' does not move on", null);
    }

    /** Sweeps what a snapshot did not show; answers whether the snapshot is repeated instead. */
    boolean sweepAsksForMore() {
        boolean repeat = pages.sweep().run();
        if (repeat) {
            wanted = true;
            told.reported("a pull of '" + setup.collection() + "' would remove most of what is here: it is repeated");
        }
        return repeat;
    }

    /** How far a pull got. */
    enum Progress {
        /** A page is stored, and the next one was asked for already. */
        AHEAD,
        /** A page is stored, others follow. */
        PAGE,
        /** All of it is stored. */
        END,
        /** It would remove too much: what was asked for ahead is not believed either. */
        DISBELIEVED
    }

    /** Who decides what comes next. */
    interface Told {

        /** The same answer, unless nobody is concerned any more when it comes (law 19). */
        <T> World.Answer<T> concerning(World.Answer<T> answer);

        void pullBegins();

        void pulled(Progress progress);

        void pullFailed(Failure failure);

        void reported(String problem);
    }
}
