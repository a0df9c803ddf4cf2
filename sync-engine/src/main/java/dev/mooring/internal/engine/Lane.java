package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreException;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One collection's state machine: push and pull take turns and never overlap (law 3). Every method runs on the control thread,
 * except {@link #condition}.
 */
public final class Lane implements Pushing.Told {

    private static final int DOWN_AFTER = 3;

    private final LocalStore store;
    private final Ledger ledger;
    private final Setup setup;
    private final World world;
    private final Claims claims;
    private final Pages pages;
    private final Pushing pushing;
    private final Consumer<String> problems;
    private final List<CompletableFuture<Boolean>> flushes = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> pulls = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> nextPulls = new ArrayList<>();
    private final Map<String, List<CompletableFuture<Boolean>>> awaited = new HashMap<>();
    private Runnable timer = () -> {};
    private LiveChanges.@Nullable Listening listening;
    private Turn turn = Turn.NONE;
    private Turn last = Turn.NONE;
    private boolean open;
    private boolean running;
    private boolean first;
    private boolean pullWanted = true;
    private boolean stopped;
    private boolean recover;
    private int era;
    private int failures;
    private Instant quietUntil = Instant.MIN;
    private Instant nextPull = Instant.MIN;
    private Instant horizon = Instant.MIN;
    private volatile Condition condition = Condition.NEW;

    /**
     * Makes a lane that stands still.
     *
     * @param problems is told once of every failure
     */
    public Lane(LocalStore store, Ledger ledger, World world, Consumer<String> problems) {
        this(store, ledger, world, problems, new Claims(store, ledger), new Pages(store, ledger));
    }

    /** The same, from parts in which a test may have planted a defect. */
    Lane(LocalStore store, Ledger ledger, World world, Consumer<String> problems, Claims claims, Pages pages) {
        this.store = store;
        this.ledger = ledger;
        this.setup = ledger.setup();
        this.world = world;
        this.problems = problems;
        this.claims = claims;
        this.pages = pages;
        this.pushing = new Pushing(claims, setup, world, this);
    }

    /** How it stands. Safe for several threads. */
    public Condition condition() {
        return condition;
    }

    /** Starts, after what a crash left was put right. */
    public void start() {
        prepare();
        open = true;
        step();
    }

    /** Starts with the gate shut. */
    public void prepare() {
        recover = true;
        listen();
    }

    /** Opens or shuts the gate: what is on its way comes back, nothing else goes. */
    public void gate(boolean opened) {
        open = opened;
        step();
    }

    /** Ends: a late answer belongs to an earlier era and changes nothing (law 19). */
    public void stop() {
        era++;
        open = false;
        timer.run();
        if (listening != null) {
            listening.close();
            listening = null;
        }
        turn = Turn.NONE;
        running = false;
        pushing.forget();
        finishAll(false);
        awaited.values().forEach(waiting -> finish(waiting, false));
    }

    /** Forgets the collection's data, and begins anew when asked to. */
    public void clear(boolean again) {
        stop();
        store.write(tx -> {
            tx.drop(setup.collection());
            return era;
        });
        failures = 0;
        stopped = false;
        quietUntil = Instant.MIN;
        condition = Condition.NEW;
        pullWanted = true;
        if (again) {
            start();
        }
    }

    /** An application wrote. */
    public void written() {
        step();
    }

    /** Somebody says that the backend may be reachable, or that the set-up was mended: try at once. */
    public void wake() {
        stopped = false;
        quietUntil = Instant.MIN;
        pullWanted = true;
        horizon = later(horizon, world.clock().instant().plus(setup.retry().longest()));
        step();
    }

    /** Pulls once, from now on; answers whether that worked. */
    public void pull(CompletableFuture<Boolean> answer) {
        (running || turn == Turn.PULL ? nextPulls : pulls).add(answer);
        pullWanted = true;
        stopped = false;
        quietUntil = Instant.MIN;
        step();
    }

    /** Sends all that waits, without waiting for what is due later; answers whether nothing is left. */
    public void flush(CompletableFuture<Boolean> answer) {
        flushes.add(answer);
        stopped = false;
        quietUntil = Instant.MIN;
        horizon =
                later(horizon, world.clock().instant().plus(later(setup.retry().longest(), setup.debounce())));
        step();
    }

    /** Waits until nothing of a record is on its way: true when all of it holds, false when some of it was given up. */
    public void await(String id, CompletableFuture<Boolean> answer) {
        awaited.computeIfAbsent(id, any -> new ArrayList<>()).add(answer);
        step();
    }

    /** A write of a record was given up. */
    public void lost(String id) {
        finish(awaited.getOrDefault(id, new ArrayList<>()), false);
        step();
    }

    private void tellWhoWaits() {
        awaited.values().removeIf(List::isEmpty);
        awaited.forEach((id, waiting) -> {
            if (!store.read(reader -> ledger.record(reader, id)).pending()) {
                finish(waiting, true);
            }
        });
    }

    private void step() {
        try {
            tellWhoWaits();
            decide();
        } catch (StoreException e) {
            troubled(e);
        }
    }

    private void decide() {
        if (!open) {
            finishAll(false);
            return;
        }
        if (turn == Turn.PUSH && (pullIsDue() || !push())) {
            turn = pushing.isBusy() ? Turn.PUSH : Turn.NONE;
        }
        if (turn == Turn.NONE) {
            next();
        }
    }

    private boolean push() {
        return mayPush() && pushing.fill(pushHorizon());
    }

    /** The store failed: nothing is believed that is not on disk, and what was on its way is sent again later. */
    private void troubled(StoreException e) {
        era++;
        pushing.forget();
        turn = Turn.NONE;
        running = false;
        recover = true;
        finishAll(false);
        open = open && e.kind() != StoreException.Kind.CLOSED;
        condition = condition.failed(String.valueOf(e.getMessage()));
        problems.accept(String.valueOf(e.getMessage()));
        quietUntil = world.clock().instant().plus(setup.retry().first());
        if (open) {
            wakeAt(quietUntil);
        }
    }

    private void recover() {
        if (recover) {
            new Opening(store, ledger).run();
            claims.recover();
            sweepAsksForMore();
            recover = false;
        }
    }

    private void next() {
        timer.run();
        Instant now = world.clock().instant();
        if (stopped || quietUntil.isAfter(now)) {
            finishAll(false);
            if (!stopped) {
                wakeAt(quietUntil);
            }
            return;
        }
        recover();
        boolean push = mayPush() && claims.isDue(pushHorizon());
        if (!push) {
            finish(flushes, isEmpty());
        }
        if ((pullIsDue() || failures >= DOWN_AFTER) && (last != Turn.PULL || !push)) {
            ask();
        } else if (push) {
            last = Turn.PUSH;
            turn = push() ? Turn.PUSH : Turn.NONE;
        } else {
            horizon = Instant.MIN;
            wakeAt(claims.nextDue().filter(due -> due.isBefore(nextPull)).orElse(nextPull));
        }
    }

    private boolean pullIsDue() {
        return pullWanted || running || !nextPull.isAfter(world.clock().instant());
    }

    private boolean mayPush() {
        return failures < DOWN_AFTER
                && !stopped
                && !store.read(reader -> ledger.notes().is(reader, Flag.PULL_FIRST));
    }

    private Instant pushHorizon() {
        return later(horizon, world.clock().instant());
    }

    private boolean isEmpty() {
        return store.read(reader -> reader.pendingCount(setup.collection())) == 0;
    }

    private void ask() {
        turn = Turn.PULL;
        last = Turn.PULL;
        Cursor cursor;
        if (running) {
            cursor = store.read(ledger.notes()::cursor);
        } else {
            pullWanted = false;
            running = true;
            first = true;
            pulls.addAll(nextPulls);
            nextPulls.clear();
            cursor = pages.begin();
        }
        ask(cursor);
    }

    private void ask(Cursor cursor) {
        SyncAdapter adapter = setup.adapter();
        world.calls()
                .call(
                        () -> adapter.changesSince(cursor, setup.page()),
                        concerning((page, failure) -> told(cursor, page, failure)));
    }

    private void told(Cursor asked, @Nullable ChangePage page, @Nullable Throwable failure) {
        if (page == null || (page.more() && page.next().equals(asked))) {
            Throwable why = failure != null
                    ? failure
                    : TemporaryFailure.notApplied("the feed of '" + setup.collection() + "' does not move on", null);
            turn = Turn.NONE;
            running = false;
            failures = Math.max(failures, DOWN_AFTER - 1);
            finish(pulls, false);
            failed(Failure.of(why));
            return;
        }
        boolean ahead = page.more() && !claims.isDue(pushHorizon());
        if (ahead) {
            ask(page.next());
        }
        pages.take(page, first);
        first = false;
        failures = 0;
        condition = condition.reached();
        turn = ahead ? Turn.PULL : Turn.NONE;
        // at once: what is stored after the snapshot bears no mark of it
        if (sweepAsksForMore()) {
            // a page asked for ahead belongs to the pull that is not believed
            era++;
            turn = Turn.NONE;
            running = false;
        } else if (!page.more()) {
            ended();
        }
        step();
    }

    private boolean sweepAsksForMore() {
        boolean repeat = pages.sweep().run();
        if (repeat) {
            pullWanted = true;
            problems.accept("a pull of '" + setup.collection() + "' would remove most of what is here: it is repeated");
        }
        return repeat;
    }

    private void ended() {
        running = false;
        nextPull = world.clock().instant().plus(setup.interval());
        condition = condition.synced(world.clock().instant());
        finish(pulls, true);
    }

    @Override
    public <T> World.Answer<T> concerning(World.Answer<T> answer) {
        int mine = era;
        return (given, failure) -> {
            if (mine == era) {
                try {
                    answer.told(given, failure);
                } catch (StoreException e) {
                    troubled(e);
                }
            }
        };
    }

    private Runnable concerning(Runnable event) {
        World.Answer<Void> answer = concerning((World.Answer<Void>) (given, failure) -> event.run());
        return () -> answer.told(null, null);
    }

    @Override
    public void pushed(List<PendingWrite> writes) {
        failures = 0;
        condition = condition.reached();
        step();
    }

    @Override
    public void failed(Failure failure) {
        failures++;
        stopped = stopped || failure.kind() == Failure.Kind.STOP;
        if (failures >= DOWN_AFTER || failure.kind() == Failure.Kind.PAUSE) {
            failures = Math.max(failures, DOWN_AFTER);
            Duration wait = setup.retry()
                    .after(failures - DOWN_AFTER + 1, world.random().nextDouble());
            quietUntil = world.clock().instant().plus(failure.atLeast(wait));
        }
        horizon = Instant.MIN;
        condition = condition.failed(failure.message());
        problems.accept(failure.message());
        step();
    }

    private void listen() {
        Optional<LiveChanges> live = setup.adapter().capability(LiveChanges.class);
        live.ifPresent(changes -> listening = changes.listen(new Hints(world.control(), this::hinted)));
    }

    private void hinted() {
        pullWanted = true;
        step();
    }

    private void wakeAt(Instant at) {
        Duration wait = Duration.between(world.clock().instant(), at);
        timer = world.control().schedule(wait.isNegative() ? Duration.ZERO : wait, concerning(this::step));
    }

    private void finishAll(boolean how) {
        finish(flushes, how);
        finish(pulls, how);
        finish(nextPulls, how);
    }

    private static void finish(List<CompletableFuture<Boolean>> waiting, boolean how) {
        List<CompletableFuture<Boolean>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.complete(how));
    }

    private static <T extends Comparable<T>> T later(T a, T b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private enum Turn {
        NONE,
        PUSH,
        PULL
    }
}
