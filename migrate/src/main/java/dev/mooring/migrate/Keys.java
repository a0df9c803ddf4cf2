package dev.mooring.migrate;

import dev.mooring.sync.WriteKey;

/**
 * Names the writes of one collection. Numbers of one process follow one another: a target keeps keys in an index, and finds the place of the next one beside
 * the last; in any other order a batch of them touches as many pages as it has writes. Used by one thread.
 */
final class Keys {

    /** So many writes of one process at most, and what is left of a number tells processes apart. */
    private static final int BITS = 32;

    private final String device;
    private final String collection;
    private final Canon canon = new Canon();
    private final long process;
    private long writes;

    /**
     * Names writes of one migration.
     *
     * @param device names the migration
     * @param life names the process
     */
    Keys(String device, String life, String collection) {
        this.device = device;
        this.collection = collection;
        this.process = canon.number(new byte[0], life, collection) >>> BITS << BITS;
    }

    /** Of a write that was never sent. */
    WriteKey next() {
        return WriteKey.of(device, process + writes++);
    }

    /**
     * Of a create where the target makes the id. Only this key tells there that the record was made already: it stays the same whatever the state and the
     * process are, so that at worst the target refuses another state under it.
     */
    WriteKey ofTheOnlyCreate(Item item) {
        byte[] none = {};
        return WriteKey.of(
                device, canon.number(none, collection, "create", item.id, String.valueOf(Ledger.writes(item.known))));
    }
}
