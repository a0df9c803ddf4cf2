package dev.mooring.migrate;

import dev.mooring.sync.WriteKey;
import java.util.random.RandomGenerator;

/**
 * Names the writes of one collection. The numbers of a session follow one another, from a place that nobody else has: a target keeps keys in an index, and finds
 * the next one's place beside the last; in any other order a batch of them touches as many pages as it has writes. Used by one thread.
 */
final class Keys {

    private static final int COUNT_BITS = 24;
    private static final int PLACE_BITS = 38;

    private final String device;
    private final String collection;
    private final RandomGenerator places;
    private final int most;
    private final Canon canon = new Canon();
    private long place;
    private int count;

    /**
     * Names writes of one migration.
     *
     * @param device names the migration
     * @param places draws where a session's numbers begin; never the same ones twice, whoever else draws
     */
    Keys(String device, String collection, RandomGenerator places) {
        this(device, collection, places, 1 << COUNT_BITS);
    }

    /** The same, with so many numbers at one place. */
    Keys(String device, String collection, RandomGenerator places, int most) {
        this.device = device;
        this.collection = collection;
        this.places = places;
        this.most = most;
        this.count = most;
    }

    /** Of a write that was never sent. */
    WriteKey next() {
        if (count == most) {
            place = places.nextLong() >>> (Long.SIZE - PLACE_BITS) << COUNT_BITS;
            count = 0;
        }
        return WriteKey.of(device, place + count++);
    }

    /**
     * Of a create where the target makes the id. Only this key tells there that the record was made already: it stays the same whatever the state and the
     * session are, so that at worst the target refuses another state under it.
     */
    WriteKey ofTheOnlyCreate(Item item) {
        byte[] none = {};
        return WriteKey.of(
                device, canon.number(none, collection, "create", item.id, String.valueOf(Ledger.writes(item.known))));
    }
}
