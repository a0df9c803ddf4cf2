package dev.mooring.migrate;

import java.time.Duration;
import java.time.Instant;

/** The course of {@link Migration#run}: copy, catch up, and then what was asked for. */
final class Running {

    /** How often a source that is written to all the time is caught up with before it is frozen all the same. */
    private static final int CHASES = 10;

    private final Options options;
    private final Session session;
    private long settled = -1;
    private long waited;

    Running(Options options, Session session) {
        this.options = options;
        this.session = session;
    }

    void run() {
        Checkpoint checkpoint = session.checkpoint();
        if (checkpoint.state().usersMayHaveChanged()) {
            if (checkpoint.state() == State.SWITCHING) {
                options.cutOver().ifPresent(this::switchOver);
            }
            return;
        }
        if (checkpoint.state() == State.NEW) {
            checkpoint.state(State.COPYING);
        }
        session.each(carrier -> expect(carrier));
        if (!caughtUp()) {
            return;
        }
        if (checkpoint.state() == State.COPYING) {
            checkpoint.state(State.TAILING);
        }
        if (options.cutOver().isPresent()) {
            changeOver(options.cutOver().get());
        } else if (options.follow().isPresent()) {
            follow();
        } else if (session.all(Running::sweepWhereNeeded)) {
            caughtUp();
        }
    }

    private void expect(Carrier carrier) {
        Long records = options.expected().get(carrier.pair().name());
        if (records != null) {
            carrier.expect(records);
        }
    }

    private static boolean sweepWhereNeeded(Carrier carrier) {
        return !carrier.pair().needsSweep() || carrier.sweep();
    }

    private void follow() {
        Instant swept = options.clock().instant();
        boolean goOn = true;
        while (goOn && !session.parts().halt().now()) {
            if (!waited(options.follow().orElseThrow())) {
                return;
            }
            Instant now = options.clock().instant();
            boolean due = !now.isBefore(swept.plus(options.sweepEvery()));
            goOn = caughtUp() && (!due || session.all(Running::sweepWhereNeeded));
            swept = due ? now : swept;
        }
    }

    private boolean waited(Duration time) {
        try {
            session.parts().throttle().await(time, true);
            return true;
        } catch (Stopped e) {
            return false;
        }
    }

    private void changeOver(CutOver hook) {
        Checkpoint checkpoint = session.checkpoint();
        if (checkpoint.state() != State.FROZEN && !chase(CHASES)) {
            return;
        }
        hook.freeze();
        checkpoint.state(State.FROZEN);
        if (!session.all(Running::sweepWhereNeeded) || !chase(Integer.MAX_VALUE)) {
            return;
        }
        Instant now = options.clock().instant();
        if (!session.each(session::verify)) {
            return;
        }
        // extras are explained, and so no reason for a repair by themselves
        boolean repair =
                options.deleteExtras() || !session.report("verify", now).clean();
        if (repair && !session.each(session::repair)) {
            return;
        }
        if (hook.accepts(session.report("verify", now))
                && !session.parts().halt().now()) {
            switchOver(hook);
        }
    }

    private void switchOver(CutOver hook) {
        // should it break off, users may be at the target: what differs from then on is theirs
        session.checkpoint().state(State.SWITCHING);
        hook.switchOver();
        session.checkpoint().state(State.CUT_OVER);
    }

    /** Everything that is told now, and what waited for it; false = stopped before. */
    private boolean caughtUp() {
        if (!session.all(Carrier::catchUp)) {
            return false;
        }
        // what nobody wrote since is still missing; what was written may be what another collection waits for
        boolean done = true;
        while (done && (written() != settled || waiting() != waited)) {
            settled = written();
            done = session.all(session::settleReferences);
            // what only the settling itself has put aside anew is no reason to settle again
            waited = waiting();
        }
        return done;
    }

    /** Until a look for changes finds none; false = stopped before. */
    private boolean chase(int most) {
        for (int round = 0; round < most; round++) {
            long before = written();
            if (!caughtUp()) {
                return false;
            }
            if (written() == before) {
                return true;
            }
        }
        return true;
    }

    /** How often something came that waits for what it refers to: it may close a circle of which nothing can be written before. */
    private long waiting() {
        return session.checkpoint().quarantine().waiting();
    }

    private long written() {
        return session.carriers().stream()
                .mapToLong(carrier -> carrier.stage().counts().written())
                .sum();
    }
}
