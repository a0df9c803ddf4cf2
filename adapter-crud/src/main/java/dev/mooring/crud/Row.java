package dev.mooring.crud;

import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row, understood. Immutable.
 *
 * @param document its id, fields, version, write keys and stamp
 * @param deleted whether its flag says that it is deleted
 */
record Row(Document document, boolean deleted) {

    String id() {
        return document.id();
    }

    Map<String, @Nullable Object> fields() {
        return document.fields();
    }

    Optional<Version> version() {
        return document.version();
    }

    boolean contains(WriteKey key) {
        return document.contains(key);
    }

    /** What it says of the record. */
    Change change() {
        return deleted ? new Change.Removal(id(), Change.Reason.DELETED, version()) : Change.of(document);
    }

    /** What is there under an id. */
    static Change change(String id, Optional<Row> there) {
        return there.<Change>map(Row::change).orElseGet(() -> Change.deleted(id));
    }
}
