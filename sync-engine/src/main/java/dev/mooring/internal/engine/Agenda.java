package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.store.LocalStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What of a collection may travel, what is due, and when something goes by itself. Used on the control thread. */
final class Agenda {

    private final LocalStore store;
    private final Ledger ledger;
    private final World world;
    private final Claims claims;
    private final Health health;
    private final Waiting waiting;
    private Doors doors = Doors.OPEN;
    private boolean manual;
    private Instant horizon = Instant.MIN;

    Agenda(LocalStore store, Ledger ledger, World world, Claims claims, Health health, Waiting waiting) {
        this.store = store;
        this.ledger = ledger;
        this.world = world;
        this.claims = claims;
        this.health = health;
        this.waiting = waiting;
    }

    void doors(Doors next) {
        doors = next;
        claims.mayLook(next.pull());
    }

    /** From now on nothing travels by itself. */
    void manual() {
        manual = true;
    }

    boolean isShut() {
        return !(doors.pull() || doors.push());
    }

    boolean mayPull() {
        return doors.pull();
    }

    boolean mayPush() {
        boolean wished = doors.push() && (!manual || waiting.hasFlush());
        return wished && !health.isDown() && !health.isStopped() && !isPullFirst();
    }

    boolean isPushDue() {
        return claims.isDue(pushHorizon());
    }

    /** Whether writes have their turn before the next page. */
    boolean pausesPull() {
        return !doors.pull() || isPushDue();
    }

    /** A pull is the probe of a backend that is down, also when only a flush is asked for. */
    boolean isPullDue(Pulling pulling) {
        if (!doors.pull()) {
            return false;
        }
        boolean needed = health.isDown() || isPullFirst();
        if (manual || doors.sparing()) {
            boolean asked = waiting.hasPull() || (waiting.hasFlush() && needed);
            return asked || (!manual && needed) || pulling.isRunning();
        }
        return pulling.isDue() || needed;
    }

    /** Whether a pull is due without which nothing that is asked for can be sent. */
    boolean isPullDueForFlush(Pulling pulling) {
        return isPullDue(pulling) && waiting.hasFlush() && (health.isDown() || isPullFirst());
    }

    private boolean isPullFirst() {
        return (doors.push() && claims.isBlind(pushHorizon()))
                || store.read(reader -> ledger.notes().is(reader, Flag.PULL_FIRST));
    }

    /** What is due within this time is sent now. */
    void pushUpTo(Duration ahead) {
        horizon = later(horizon, world.clock().instant().plus(ahead));
    }

    /** The same from now on, where it holds: what failed meanwhile has got another time. */
    void pushStillUpTo(Duration ahead) {
        if (horizon.isAfter(Instant.MIN)) {
            pushUpTo(ahead);
        }
    }

    /** What is due later is sent later. */
    void pushInTime() {
        horizon = Instant.MIN;
    }

    Instant pushHorizon() {
        return later(horizon, world.clock().instant());
    }

    /** When something goes by itself; what a shut door keeps back is no reason to wake up. */
    Optional<Instant> soonest(Pulling pulling) {
        Optional<Instant> push = manual || !mayPush() ? Optional.empty() : claims.nextDue();
        Optional<Instant> pull =
                manual || doors.sparing() || !doors.pull() ? Optional.empty() : Optional.of(pulling.next());
        return Stream.of(push, pull).flatMap(Optional::stream).min(Instant::compareTo);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
