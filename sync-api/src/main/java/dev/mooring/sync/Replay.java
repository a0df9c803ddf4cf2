package dev.mooring.sync;

/** What the backend remembers of writes it has seen, hence what a write that arrives twice can do. */
public enum Replay {
    /** A write that arrives twice may have two effects: a resent create may double. */
    NOTHING,
    /** Only ids and contents tell: a write whose effect holds already is not made again. */
    IDS,
    /**
     * The record keeps the last key of each device, while it or its tombstone exists: enough, since a device has one write per
     * record in flight. The retention of tombstones must be longer than the oldest waiting write.
     */
    DEVICE_KEYS,
    /** Every key is remembered: no write has two effects, ever. */
    KEYS;

    /** Whether keys of writes are stored by the backend, so that a document's {@link Document#contains()} can name them. */
    public boolean keepsKeys() {
        return this == DEVICE_KEYS || this == KEYS;
    }
}
