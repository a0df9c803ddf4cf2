package dev.mooring.migrate;

/**
 * The moment at which users change over. Its methods are called one after the other, by the thread that called
 * {@link Migration#run()}; after a crash they may be called again, so both MUST be harmless the second time.
 */
@FunctionalInterface
public interface CutOver {

    /**
     * The target has everything that the source had: stop the writers at the source. When this returns, what was written until then is carried
     * over as well.
     */
    default void freeze() {}

    /**
     * Both sides were compared after the freeze: whether to go on. Otherwise the source stays frozen, and the next run begins here.
     *
     * @param verified what the comparison found; by default nothing may differ, and no record may be in quarantine
     */
    default boolean accepts(Report verified) {
        return verified.clean();
    }

    /**
     * Lag is zero since {@link #freeze()}: point the users to the target. A migration that has begun to do so carries nothing any more: when this
     * throws, or the process dies, the next run with a hook calls this again, and nothing else.
     */
    void switchOver();
}
