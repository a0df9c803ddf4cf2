package dev.mooring.sync;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record as the backend has it. Immutable: fields and keys are copied.
 *
 * @param id the record's identity, never empty
 * @param fields the record's values in canonical form (see {@link Fields}), without the id and without bookkeeping columns
 * @param version the backend's mark of this state, where it has one
 * @param contains keys of writes that this state is known to include; any subset. They settle lost answers, recognise own
 *     echoes and pair a server-made id with its temporary one
 * @param modifiedAt the server's own stamp; for last-writer-wins and for status, never for paging
 */
public record Document(
        String id,
        Map<String, @Nullable Object> fields,
        Optional<Version> version,
        Set<WriteKey> contains,
        Optional<Instant> modifiedAt) {

    // written out, not compact: a compact one loses the nullable type argument in the class file, and callers' checkers
    // with it
    /** Checks and copies; null fields are dropped, since at top level null and absent are the same (VALUE-8). */
    public Document(
            String id,
            Map<String, @Nullable Object> fields,
            Optional<Version> version,
            Set<WriteKey> contains,
            Optional<Instant> modifiedAt) {
        this.id = Tokens.required(id, "a document's id");
        this.fields = Fields.document(fields);
        this.version = Tokens.optional(version, "a document's version");
        Tokens.items(contains, "a document's contained keys");
        this.modifiedAt = Tokens.optional(modifiedAt, "a document's modifiedAt");
        // one key at most is what nearly every record has
        this.contains =
                contains.size() < 2 ? Set.copyOf(contains) : Collections.unmodifiableSet(new LinkedHashSet<>(contains));
    }

    /** A document of which only the fields are known. */
    public static Document of(String id, Map<String, ? extends @Nullable Object> fields) {
        return new Document(id, Fields.document(fields), Optional.empty(), Set.of(), Optional.empty());
    }

    /** This document with a version. */
    public Document withVersion(Version known) {
        return new Document(id, fields, Optional.of(known), contains, modifiedAt);
    }

    /** This document with the keys of writes it is known to include. */
    public Document withContains(Set<WriteKey> keys) {
        return new Document(id, fields, version, keys, modifiedAt);
    }

    /** This document with the server's stamp. */
    public Document withModifiedAt(Instant stamp) {
        return new Document(id, fields, version, contains, Optional.of(stamp));
    }

    /** This document with other fields: same identity, same version, same stamp. */
    public Document withFields(Map<String, ? extends @Nullable Object> other) {
        return new Document(id, Fields.document(other), version, contains, modifiedAt);
    }

    /** Whether this state is known to include the write with that key. */
    public boolean contains(WriteKey key) {
        return contains.contains(key);
    }
}
