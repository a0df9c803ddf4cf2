package dev.mooring.fetch;

/** How a record is changed. */
public enum UpdateBy {
    /** PATCH with a JSON merge patch (RFC 7396), which cannot carry a null inside a map: such an update is refused by name. */
    PATCH,
    /** PATCH that replaces every field it names whole, null clearing it: the type is then {@code application/json}. */
    FIELDS,
    /** PUT of the whole record, under the version that the whole was made of. */
    PUT
}
