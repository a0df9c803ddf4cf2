package dev.mooring.fetch;

/** How a record is created. */
public enum CreateBy {
    /** POST to the URL {@code create}; a taken id must be answered with a conflict. */
    POST,
    /** PUT to the URL {@code item}: with {@code If-None-Match: *} under {@link Precondition#ETAG}, else after a look. */
    PUT
}
