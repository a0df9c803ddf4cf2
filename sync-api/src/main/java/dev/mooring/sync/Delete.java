package dev.mooring.sync;

import java.util.Optional;
import java.util.function.Function;

/**
 * A record is to be gone. That it is gone already is success (DELETE-2). Where the backend keeps tombstones, the answer carries
 * the tombstone's version, so that the record can be created over it (DELETE-7). Immutable.
 *
 * @param key the write's identity
 * @param id the record's id
 * @param baseVersion the version the record must have; empty = whatever it is
 * @param resent whether it may have arrived before
 */
public record Delete(WriteKey key, String id, Optional<Version> baseVersion, boolean resent) implements Write {

    /** Checks that nothing is missing. */
    public Delete {
        Tokens.present(key, "a delete's key");
        Tokens.required(id, "a delete's id");
        Tokens.optional(baseVersion, "a delete's base version");
    }

    /** A first attempt to delete a record that is known in the given state. */
    public static Delete of(WriteKey key, Document base) {
        return new Delete(key, base.id(), base.version(), false);
    }

    /** A first attempt to delete a record whatever its state is. */
    public static Delete unconditional(WriteKey key, String id) {
        return new Delete(key, id, Optional.empty(), false);
    }

    @Override
    public Delete again() {
        return resent ? this : new Delete(key, id, baseVersion, true);
    }

    @Override
    public Outcome sendTo(SyncAdapter adapter) {
        return adapter.delete(this);
    }

    @Override
    public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
        return delete.apply(this);
    }
}
