package dev.mooring.crud;

import java.util.Set;

/**
 * Where a subscription says that something changed. Every method may be called by any thread, returns at once and never throws;
 * after the subscription was closed it does nothing.
 */
public interface Hints {

    /** Rows changed; their ids, as far as known, possibly none. */
    void changed(Set<String> ids);

    /** A row changed. */
    default void changed(String id) {
        changed(Set.of(id));
    }

    /** Something may have been missed. */
    void missed();

    /** The subscription broke: it is closed, and made again after a pause. */
    void lost();
}
