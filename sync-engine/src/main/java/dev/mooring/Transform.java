package dev.mooring;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's fields between the form of the backend and the form of the application, at the edge (law 21): what is stored, compared and
 * sent is always in the backend's form. Both ways MUST be pure functions; they are called inside a transaction and MUST NOT call the store.
 * They get a map of their own, which they may change. What {@link #load} adds never becomes an edit: an edit is the difference between
 * what {@link #save} makes of the record before and after. Safe for several threads.
 *
 * <p>When {@code save} throws, the local call fails with a {@link TransformFailure} and nothing is stored. When {@code load} throws, the record
 * is kept and reported, and left out of lists; reading it by its id fails.
 */
public interface Transform {

    /** The fields as the application has them. */
    Map<String, @Nullable Object> load(Map<String, @Nullable Object> fields);

    /** The fields as the backend has them. */
    Map<String, @Nullable Object> save(Map<String, @Nullable Object> fields);

    /** This one and then another: loaded in this order, saved in the opposite one. */
    default Transform then(Transform next) {
        return Transforms.both(this, next);
    }

    /** A field that has one name at the backend and another here. */
    static Transform rename(String remote, String local) {
        return Transforms.rename(remote, local);
    }

    /**
     * Instants that the backend writes as text (ISO 8601, with any offset).
     *
     * @param names the fields; none = every field whose text is such a moment
     */
    static Transform instants(String... names) {
        return Transforms.instants(names);
    }

    /** Fields in which the backend keeps JSON as text. */
    static Transform json(String... names) {
        return Transforms.json(names);
    }
}
