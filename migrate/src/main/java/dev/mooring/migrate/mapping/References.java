package dev.mooring.migrate.mapping;

import org.jspecify.annotations.Nullable;

/** What references to records of another collection become. Safe for several threads. */
@FunctionalInterface
public interface References {

    /**
     * The value of a field that refers to a record, as the target shall have it; null = the field is left out.
     *
     * @param collection the other collection's name at the source
     * @param reference the value at the source, never null
     * @throws Unmappable when it is no id, or the target has no such record yet
     */
    @Nullable Object of(String collection, Object reference);

    /**
     * The id that a value is.
     *
     * @throws Unmappable when it is none
     */
    static String id(Object reference) {
        if (!(reference instanceof String) && !(reference instanceof Long)) {
            throw new Unmappable("what refers to a record is no id");
        }
        return String.valueOf(reference);
    }
}
