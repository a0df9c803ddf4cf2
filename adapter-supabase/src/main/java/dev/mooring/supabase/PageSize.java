package dev.mooring.supabase;

import dev.mooring.sync.TemporaryFailure;
import java.util.function.IntFunction;

/**
 * How many rows a page asks for: half as many where the statement took too long or the page broke off on its way, and more again when that
 * went well for a while. A statement is repeated at once; what broke off is a failure, and the next page is the smaller one. Safe for several
 * threads.
 */
final class PageSize {

    /** More would try the patience of who waits: each costs as much as the server's time-out. */
    private static final int HALVINGS = 3;

    private static final int WELL = 8;

    private final int largest;
    private int most;
    private int well;

    PageSize(int largest) {
        this.largest = largest;
        this.most = largest;
    }

    /** Reads a page of so many rows at most, or of fewer. */
    <T> T read(int limit, IntFunction<T> page) {
        for (int halvings = 0; ; halvings++) {
            int size = Math.min(limit, most());
            try {
                T found = page.apply(size);
                worked();
                return found;
            } catch (TemporaryFailure failure) {
                boolean tooSlow = failure.getCause() instanceof StatementTimeout;
                if (size > 1 && (tooSlow || failure.getCause() instanceof BrokenOff)) {
                    halve(size);
                }
                if (!tooSlow || size == 1 || halvings == HALVINGS) {
                    throw failure;
                }
            }
        }
    }

    private synchronized int most() {
        return most;
    }

    private synchronized void halve(int size) {
        most = size / 2;
        well = 0;
    }

    private synchronized void worked() {
        if (most < largest && ++well == WELL) {
            most = Math.min(largest, 2 * most);
            well = 0;
        }
    }
}
