package dev.mooring.internal.engine;

import java.util.function.Consumer;

/** Tells which answers still concern a lane: those to calls of an era that is over change nothing (law 19). Used on the control thread. */
final class Era {

    private final Consumer<RuntimeException> broken;
    private int era;
    private int nudges;
    private boolean nudged;

    /**
     * The first era.
     *
     * @param broken is told of an answer that could not be dealt with: one that is lost in silence would be waited for for ever
     */
    Era(Consumer<RuntimeException> broken) {
        this.broken = broken;
    }

    /** What is on its way belongs to the past. */
    void ends() {
        era++;
    }

    /** Somebody said "now". */
    void nudge() {
        nudges++;
    }

    /** Whether somebody said "now" after the call began whose answer is being told. */
    boolean isNudged() {
        return nudged;
    }

    /** The same answer, unless nobody is concerned any more when it comes. */
    <T> World.Answer<T> concerning(World.Answer<T> answer) {
        int mine = era;
        int asked = nudges;
        return (given, failure) -> {
            if (mine == era) {
                nudged = asked != nudges;
                guarded(() -> answer.told(given, failure));
            }
        };
    }

    /** The same event, unless nobody is concerned any more when it comes. */
    Runnable concerning(Runnable event) {
        World.Answer<Void> answer = concerning((World.Answer<Void>) (given, failure) -> event.run());
        return () -> answer.told(null, null);
    }

    private void guarded(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            broken.accept(e);
        } catch (Error e) {
            broken.accept(broken(e));
        }
    }

    /** An error, as what is dealt with like every other failure. */
    static IllegalStateException broken(Error e) {
        return new IllegalStateException("the engine failed: " + e, e);
    }
}
