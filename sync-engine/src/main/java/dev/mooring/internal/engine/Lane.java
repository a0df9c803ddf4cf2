package dev.mooring.internal.engine;

import dev.mooring.Trouble;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One collection's state machine: push and pull take turns and never overlap (law 3). Every method runs on the control thread,
 * except {@link #condition}.
 */
public final class Lane implements Pushing.Told, Pulling.Told {

    private final LocalStore store;
    private final Ledger ledger;
    private final Setup setup;
    private final World world;
    private final Claims claims;
    private final Pushing pushing;
    private final Pulling pulling;
    private final Health health;
    private final Hints hints;
    private final Waiting waiting = new Waiting();
    private final Awaited awaited;
    private final Era era = new Era(this::troubled);
    private final Agenda agenda;
    private final Consumer<Trouble> problems;
    private Runnable timer = () -> {};
    private Turn turn = Turn.NONE;
    private Turn last = Turn.NONE;
    private boolean open;
    private boolean recover;

    /**
     * Makes a lane that stands still.
     *
     * @param problems is told once of every failure
     */
    public Lane(LocalStore store, Ledger ledger, World world, Consumer<Trouble> problems) {
        this(store, ledger, world, problems, new Claims(store, ledger), new Pages(store, ledger));
    }

    /** The same, from parts in which a test may have planted a defect. */
    Lane(LocalStore store, Ledger ledger, World world, Consumer<Trouble> problems, Claims claims, Pages pages) {
        this.store = store;
        this.ledger = ledger;
        this.setup = ledger.setup();
        this.world = world;
        this.problems = problems;
        this.claims = claims;
        this.awaited = new Awaited(store, ledger);
        this.health = new Health(setup.collection(), setup.retry(), world);
        this.hints = new Hints(setup, world, this::refetch, this::unheard);
        this.agenda = new Agenda(store, ledger, world, claims, health, waiting);
        this.pushing = new Pushing(claims, setup, world, this);
        this.pulling = new Pulling(store, ledger, world, pages, this, agenda::pausesPull);
    }

    /** How it stands. Safe for several threads. */
    public Condition condition() {
        return health.condition();
    }

    /** Starts, after what a crash left was put right. */
    public void start() {
        prepare();
        open = true;
        step();
    }

    private void prepare() {
        recover = true;
        hints.listen();
    }

    /** Without live changes polling goes on. */
    private void unheard(RuntimeException e) {
        Failure failure = Failure.of(e);
        tell(failure.trouble(), Set.of(), "live changes: " + failure.message());
    }

    /** Opens and shuts doors: what is on its way comes back, nothing else goes. */
    public void doors(Doors next) {
        agenda.doors(next);
        step();
    }

    /** What is here is fresh: changes are asked for from then on. Before {@link #start}. */
    public void rest(Instant until) {
        pulling.rest(until);
    }

    /** From now on nothing travels by itself, only what is asked for by {@link #pull} and {@link #flush}. */
    public void manual() {
        agenda.manual();
    }

    /** Ends: a late answer belongs to an earlier era and changes nothing (law 19). */
    public void stop() {
        open = false;
        timer.run();
        forgetWhatIsOnItsWay();
        waiting.ended();
        hints.close();
    }

    /** Forgets the collection's data, and begins anew when asked to. */
    public void clear(boolean again) {
        stop();
        new Clearing(store, setup.collection(), Optional.of(ledger)).run(ledger::announceGone);
        health.forget();
        pulling.want();
        if (again) {
            start();
        }
    }

    /** An application wrote. */
    public void written() {
        claims.seen(false);
        step();
    }

    /** Somebody says that the backend may be reachable, or that the set-up was mended: try at once. */
    public void wake() {
        pulling.want();
        if (open) {
            hints.listen();
        }
        tryAgain();
    }

    /** The same, without asking for changes. */
    public void tryAgain() {
        nudge();
        agenda.pushUpTo(setup.retry().longest());
        step();
    }

    /** Pulls once, from now on; answers whether that worked. */
    public void pull(CompletableFuture<Boolean> answer) {
        waiting.forPull(answer, pulling.isRunning() || turn == Turn.PULL);
        pulling.want();
        nudge();
        step();
    }

    /** Sends all that waits, without waiting for what is due later; answers whether nothing is left. */
    public void flush(CompletableFuture<Boolean> answer) {
        waiting.forFlush(answer);
        nudge();
        Duration retry = setup.retry().longest();
        agenda.pushUpTo(retry.compareTo(setup.debounce()) > 0 ? retry : setup.debounce());
        step();
    }

    private void nudge() {
        era.nudge();
        health.tryAgain();
    }

    /** Waits until nothing of a record is on its way: true when all of it holds, false when some of it was given up. */
    public void await(String id, CompletableFuture<Boolean> answer) {
        waiting.forRecord(id, answer);
        step();
    }

    /** A write of a record was given up. */
    public void lost(String id) {
        try {
            waiting.lost(ids -> awaited.meaning(ids, id));
        } catch (RuntimeException e) {
            troubled(e);
        } catch (Error e) {
            troubled(Era.broken(e));
        }
        step();
    }

    private void step() {
        try {
            waiting.settled(awaited::settled);
            decide();
        } catch (RuntimeException e) {
            troubled(e);
        } catch (Error e) {
            // no thread for a call, for one: a lane that says nothing of it would stand still until the next start
            troubled(Era.broken(e));
        }
    }

    private void decide() {
        if (waiting.hasFlush() && isEmpty()) {
            // nothing waits, so that nothing can be in its way
            waiting.flushed(true);
        }
        if (!open || agenda.isShut()) {
            waiting.interrupted();
            return;
        }
        if (turn == Turn.PUSH && (agenda.isPullDue(pulling) || !push())) {
            turn = pushing.isBusy() ? Turn.PUSH : Turn.NONE;
        }
        if (turn == Turn.NONE) {
            next();
        }
    }

    private boolean push() {
        return agenda.mayPush() && pushing.fill(agenda.pushHorizon());
    }

    private void next() {
        timer.run();
        if (health.isQuiet()) {
            waiting.interrupted();
            if (!health.isStopped()) {
                wakeAt(health.quietUntil());
            }
            return;
        }
        recover();
        boolean push = agenda.mayPush() && agenda.isPushDue();
        if (!push && !agenda.isPullDueForFlush(pulling)) {
            waiting.flushed(isEmpty());
        }
        if (!agenda.mayPull()) {
            waiting.pullsInterrupted();
        }
        if (agenda.isPullDue(pulling) && (last != Turn.PULL || !push)) {
            turn = Turn.PULL;
            last = Turn.PULL;
            pulling.ask();
        } else if (push) {
            last = Turn.PUSH;
            turn = push() ? Turn.PUSH : Turn.NONE;
        } else {
            agenda.pushInTime();
            claims.seen(false);
            agenda.soonest(pulling).ifPresent(this::wakeAt);
        }
    }

    private void recover() {
        Opening opening = new Opening(store, ledger);
        if (recover) {
            opening.run();
            claims.recover();
            pulling.sweepAsksForMore();
            recover = false;
        }
        opening.decide();
    }

    private boolean isEmpty() {
        return store.read(reader -> reader.pendingCount(setup.collection())) == 0;
    }

    @Override
    public void pushed(List<PendingWrite> writes) {
        reached();
        step();
    }

    private void reached() {
        if (health.reached()) {
            hints.listen();
        }
    }

    @Override
    public void failed(Failure failure, List<PendingWrite> writes) {
        health.failed(failure);
        troubled(failure, writes.stream().map(PendingWrite::id).collect(Collectors.toSet()));
    }

    @Override
    public void pullBegins() {
        waiting.pullBegins();
    }

    @Override
    public void pulled(Pulling.Progress progress) {
        reached();
        turn = progress == Pulling.Progress.AHEAD ? Turn.PULL : Turn.NONE;
        if (progress == Pulling.Progress.DISBELIEVED) {
            era.ends();
        } else if (progress == Pulling.Progress.END) {
            claims.seen(true);
            waiting.pulled(true);
            hints.listenInTime();
        }
        step();
    }

    @Override
    public void pullFailed(Failure failure) {
        turn = Turn.NONE;
        health.pullFailed(failure);
        waiting.pulled(false);
        troubled(failure, Set.of());
    }

    @Override
    public void reported(String problem) {
        tell(Trouble.Kind.SUSPICIOUS, Set.of(), problem);
    }

    private void troubled(Failure failure, Set<String> ids) {
        claims.seen(false);
        if (era.isNudged() && failure.retryAfter().isEmpty()) {
            // somebody said "now" after this call began: its failure says nothing of now
            health.tryAgain();
            agenda.pushStillUpTo(setup.retry().longest());
        } else {
            agenda.pushInTime();
        }
        tell(failure.trouble(), ids, failure.message());
        step();
    }

    private void tell(Trouble.Kind kind, Set<String> ids, String message) {
        problems.accept(Trouble.of(kind, setup.collection(), ids, message));
    }

    /** The store failed, or an answer made no sense: only the disk is believed, and what was on its way is sent again later. */
    private void troubled(RuntimeException e) {
        forgetWhatIsOnItsWay();
        recover = true;
        if (e instanceof StoreException failed) {
            open = open && failed.kind() != StoreException.Kind.CLOSED;
            health.troubled(String.valueOf(e.getMessage()));
            tell(Trouble.Kind.STORE, Set.of(), String.valueOf(e.getMessage()));
        } else {
            Failure failure = Failure.of(e);
            health.pullFailed(failure);
            tell(failure.trouble(), Set.of(), failure.message());
        }
        waiting.interrupted();
        if (open) {
            wakeAt(health.quietUntil());
        }
    }

    private void forgetWhatIsOnItsWay() {
        era.ends();
        claims.seen(false);
        turn = Turn.NONE;
        pulling.forget();
        pushing.forget();
    }

    @Override
    public <T> World.Answer<T> concerning(World.Answer<T> answer) {
        return era.concerning(answer);
    }

    /** There may be changes: they are asked for when nothing keeps that back. */
    public void refetch() {
        pulling.want();
        step();
    }

    private void wakeAt(Instant at) {
        Duration wait = Duration.between(world.clock().instant(), at);
        timer = world.control().schedule(wait.isNegative() ? Duration.ZERO : wait, era.concerning(this::step));
    }

    private enum Turn {
        NONE,
        PUSH,
        PULL
    }
}
