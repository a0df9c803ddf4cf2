package dev.mooring;

import java.time.Duration;
import java.util.Optional;

/**
 * When a collection is pulled beside its interval and its live hints, and how long it is kept. A pull that is asked for while one runs is made once,
 * after it, however often it is asked for. Immutable.
 *
 * @param staleTime for how long pulled data count as fresh: for as long they are not pulled when the collection is opened, observed or comes to the
 *     foreground. Empty: opening always pulls, observing never does, and data count as fresh for one interval
 * @param cacheTime how long data that nobody observes are kept; then they are dropped, unless a write or a dead letter waits, and pulling rests until
 *     the next observer, write or sync. Empty = for ever
 * @param onReconnect whether it is pulled when the network is back
 * @param onForeground whether stale data are pulled at {@link Mooring#foreground()}
 */
public record Refetch(
        Optional<Duration> staleTime, Optional<Duration> cacheTime, boolean onReconnect, boolean onForeground) {

    /** Checks the times. */
    public Refetch {
        Given.present(staleTime, "a stale time");
        Given.present(cacheTime, "a cache time");
        staleTime.ifPresent(time -> Given.wait(time, "a stale time"));
        cacheTime.ifPresent(time -> Given.wait(time, "a cache time"));
    }

    /** Always at opening, when the network is back and in the foreground; kept for ever. */
    public static Refetch usual() {
        return new Refetch(Optional.empty(), Optional.empty(), true, true);
    }

    /** The same, fresh for so long. */
    public Refetch staleTime(Duration time) {
        return new Refetch(Optional.of(Given.present(time, "a stale time")), cacheTime, onReconnect, onForeground);
    }

    /** The same, kept for so long while nobody observes. */
    public Refetch cacheTime(Duration time) {
        return new Refetch(staleTime, Optional.of(Given.present(time, "a cache time")), onReconnect, onForeground);
    }

    /** The same, pulled or not when the network is back. */
    public Refetch onReconnect(boolean pull) {
        return new Refetch(staleTime, cacheTime, pull, onForeground);
    }

    /** The same, pulled or not in the foreground. */
    public Refetch onForeground(boolean pull) {
        return new Refetch(staleTime, cacheTime, onReconnect, pull);
    }
}
