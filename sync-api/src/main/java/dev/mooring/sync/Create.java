package dev.mooring.sync;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record is to come into being. Where the id is taken the adapter MUST answer {@link Outcome.Conflict} with what is there
 * and change nothing (CREATE-3); {@link Settlement} decides whether that is this very write. Immutable.
 *
 * @param key the write's identity
 * @param id the record's id; a temporary one where the backend makes the ids
 * @param fields its values; null and absent are the same
 * @param tombstone where present: create over exactly this deletion, every field that is not given cleared (CREATE-7); where
 *     the tombstone is another by now the answer is a conflict (CREATE-8)
 * @param resent whether it may have arrived before
 */
public record Create(
        WriteKey key, String id, Map<String, @Nullable Object> fields, Optional<Version> tombstone, boolean resent)
        implements Write {

    // written out, not compact: a compact one loses the nullable type argument in the class file, and callers' checkers
    // with it
    /** Checks and copies. */
    public Create(
            WriteKey key,
            String id,
            Map<String, @Nullable Object> fields,
            Optional<Version> tombstone,
            boolean resent) {
        this.key = Tokens.present(key, "a create's key");
        this.id = Tokens.required(id, "a create's id");
        this.tombstone = Tokens.optional(tombstone, "a create's tombstone");
        this.fields = Fields.document(fields);
        this.resent = resent;
    }

    /** A first attempt to create a record. */
    public static Create of(WriteKey key, String id, Map<String, ? extends @Nullable Object> fields) {
        return new Create(key, id, Fields.document(fields), Optional.empty(), false);
    }

    /** This create over a known deletion. */
    public Create over(Version deletion) {
        return new Create(key, id, fields, Optional.of(deletion), resent);
    }

    @Override
    public Create again() {
        return resent ? this : new Create(key, id, fields, tombstone, true);
    }

    @Override
    public Optional<Version> baseVersion() {
        return tombstone;
    }

    @Override
    public Outcome sendTo(SyncAdapter adapter) {
        return adapter.create(this);
    }

    @Override
    public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
        return create.apply(this);
    }
}
