package dev.mooring.sync;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some fields of a record are to change: absent = untouched, null = cleared, unknown fields kept (UPDATE-1 to UPDATE-3). A
 * field's value is replaced whole, never merged into (UPDATE-13). Where the record is not there the answer is a conflict with
 * a removal (UPDATE-6). Immutable.
 *
 * @param key the write's identity
 * @param id the record's id
 * @param patch the fields that change, at least one
 * @param base the document that the change was made on, of the same id. Its version is the precondition: a base without a version, or no base,
 *     makes the update unconditional, and then the fields outside the patch stay as the backend has them (UPDATE-3)
 * @param resent whether it may have arrived before
 */
public record Update(
        WriteKey key, String id, Map<String, @Nullable Object> patch, Optional<Document> base, boolean resent)
        implements Write {

    // written out, not compact: a compact one loses the nullable type argument in the class file, and callers' checkers
    // with it
    /** Checks and copies. */
    public Update(
            WriteKey key, String id, Map<String, @Nullable Object> patch, Optional<Document> base, boolean resent) {
        this.key = Tokens.present(key, "an update's key");
        this.id = Tokens.required(id, "an update's id");
        this.base = Tokens.optional(base, "an update's base");
        this.patch = Fields.patch(patch);
        this.resent = resent;
        if (this.patch.isEmpty()) {
            throw new IllegalArgumentException("an update of '" + id + "' changes no field");
        }
        if (base.isPresent() && !base.get().id().equals(id)) {
            throw new IllegalArgumentException(
                    "an update of '" + id + "' cannot have '" + base.get().id() + "' as its base");
        }
    }

    /** A first attempt to change a record that is known in the given state. */
    public static Update of(WriteKey key, Document base, Map<String, ? extends @Nullable Object> patch) {
        return new Update(key, base.id(), Fields.patch(patch), Optional.of(base), false);
    }

    /** A first attempt to change a record whatever its state is. */
    public static Update unconditional(WriteKey key, String id, Map<String, ? extends @Nullable Object> patch) {
        return new Update(key, id, Fields.patch(patch), Optional.empty(), false);
    }

    @Override
    public Optional<Version> baseVersion() {
        return base.flatMap(Document::version);
    }

    /**
     * The record after this update, for backends that can only replace: base + patch. Send it only under the base's version:
     * without that precondition it would undo what others wrote.
     */
    public Map<String, @Nullable Object> whole() {
        return Fields.apply(base.map(Document::fields).orElse(Map.of()), patch);
    }

    @Override
    public Update again() {
        return resent ? this : new Update(key, id, patch, base, true);
    }

    @Override
    public Outcome sendTo(SyncAdapter adapter) {
        return adapter.update(this);
    }

    @Override
    public <T> T match(Function<Create, T> create, Function<Update, T> update, Function<Delete, T> delete) {
        return update.apply(this);
    }
}
