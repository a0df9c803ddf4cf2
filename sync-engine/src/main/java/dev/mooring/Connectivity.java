package dev.mooring;

import java.util.function.Consumer;

/**
 * What the platform knows about the network. It is a hint: whether a backend can be reached is decided by the outcomes of calls. The hint
 * wakes the engine up, or quietens it. Without one ({@link Level#MAYBE}) the outcomes decide alone. Safe for several threads.
 */
public interface Connectivity {

    /** Tells the level as it is now, MUST do so before it returns, and then every change. */
    Subscription listen(Consumer<Level> told);

    /** How good the network is. */
    enum Level {
        /** There is none: no call is begun. */
        OFFLINE,
        /** Nobody knows: the outcomes of calls decide. */
        MAYBE,
        /** There is one: what waits for a backend to come back is tried at once. */
        ONLINE,
        /** There is one that costs: writes go; changes are asked for only by sync and invalidate, and where nothing could be sent otherwise. */
        METERED
    }
}
