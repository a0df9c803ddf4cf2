package dev.mooring.store;

import dev.mooring.sync.Fields;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Version;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application wants to become of a record. Immutable.
 *
 * @param verb what kind of change
 * @param fields a create's fields, an update's patch (null clears), nothing for a delete
 * @param before the values that the changed fields (of a delete: all fields) had when the application saw them, for the merge:
 *     after a pull the ancestor is gone. Null and absent = there was none
 * @param over the deletion that a create is made over, once it is known
 */
public record Intent(
        Verb verb, Map<String, @Nullable Object> fields, Map<String, @Nullable Object> before, Optional<Version> over) {

    // written out, not compact: a compact one loses the nullable type argument in the class file
    /** Brings the fields into their canonical form. */
    public Intent(
            Verb verb,
            Map<String, @Nullable Object> fields,
            Map<String, @Nullable Object> before,
            Optional<Version> over) {
        this.verb = verb;
        this.fields = verb == Verb.UPDATE ? Fields.patch(fields) : Fields.document(fields);
        this.before = Fields.document(before);
        this.over = over;
    }

    /** A record is to come into being. */
    public static Intent create(Map<String, ? extends @Nullable Object> fields) {
        return new Intent(Verb.CREATE, Fields.document(fields), Map.of(), Optional.empty());
    }

    /** This create, made by changing an initial row: what it has in common with the row gives way to what the backend has. */
    public Intent madeOn(Map<String, ? extends @Nullable Object> row) {
        return new Intent(verb, fields, Fields.document(row), over);
    }

    /** Some fields are to change. */
    public static Intent update(
            Map<String, ? extends @Nullable Object> patch, Map<String, ? extends @Nullable Object> before) {
        return new Intent(Verb.UPDATE, Fields.patch(patch), Fields.document(before), Optional.empty());
    }

    /** A record is to be gone. */
    public static Intent delete(Map<String, ? extends @Nullable Object> before) {
        return new Intent(Verb.DELETE, Map.of(), Fields.document(before), Optional.empty());
    }

    /** This create over a known deletion. */
    public Intent over(Version deletion) {
        return new Intent(verb, fields, before, Optional.of(deletion));
    }
}
