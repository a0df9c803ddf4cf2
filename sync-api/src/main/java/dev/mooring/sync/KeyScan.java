package dev.mooring.sync;

import java.util.List;
import java.util.Optional;

/** Optional: a listing of ids and versions only, for cheap sweeps (SCAN-1 to SCAN-3). Goes together with {@link Lookup}. */
public interface KeyScan {

    /**
     * Like {@link SyncAdapter#list}, with the same promises, without the fields. Safe for several threads.
     *
     * @param from {@link Cursor#START} or the last page's {@code next}
     * @param limit a wish, at least 1
     */
    KeyPage keys(Cursor from, int limit);

    /**
     * A record that exists. Immutable.
     *
     * @param id its id
     * @param version its version, where the backend has one: the one that {@link SyncAdapter#list} shows
     */
    record Key(String id, Optional<Version> version) {
        /** Checks that nothing is missing. */
        public Key {
            Tokens.required(id, "a key's id");
            Tokens.optional(version, "a key's version");
        }
    }

    /**
     * A part of the listing. Immutable.
     *
     * @param keys the records of this part
     * @param next where the listing goes on
     * @param more whether there may be more
     */
    record KeyPage(List<Key> keys, Cursor next, boolean more) {
        /** Checks and copies. */
        public KeyPage {
            keys = Tokens.copy(keys, "a page's keys");
            Tokens.present(next, "a page's next");
        }
    }
}
