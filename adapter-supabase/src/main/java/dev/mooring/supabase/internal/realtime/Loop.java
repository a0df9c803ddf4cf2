package dev.mooring.supabase.internal.realtime;

import java.time.Duration;

/** Runs steps one at a time, in the order in which they are due. Safe for several threads. */
public interface Loop extends AutoCloseable {

    /** One thread of its own, which is started by the first step and keeps no program alive. */
    static Loop thread(String name) {
        return new ThreadLoop(name);
    }

    /** Runs a step as soon as the earlier ones are done; nothing happens after {@link #close}. */
    void run(Runnable step);

    /** Runs a step later. */
    Timer after(Duration pause, Runnable step);

    /** Interrupts the step that runs and forgets the others. */
    @Override
    void close();

    /** A step that is to come. */
    interface Timer {

        /** It does not come; nothing happens where it already came. */
        void cancel();
    }
}
