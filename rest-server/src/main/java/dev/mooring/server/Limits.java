package dev.mooring.server;

import java.time.Duration;

/**
 * What the server takes and gives at most. Immutable.
 *
 * @param body bytes of a request's body
 * @param record bytes of one record's fields
 * @param id bytes of an id
 * @param page records in a page; a greater wish is answered with a page of this size
 * @param defaultPage records in a page when the client does not say
 * @param batch writes in a batch
 * @param lookup ids in a lookup
 * @param streams open event streams; one more is told to come back later
 * @param request how long a request may take to arrive
 */
public record Limits(
        int body, int record, int id, int page, int defaultPage, int batch, int lookup, int streams, Duration request) {
    /** Checks that everything is positive. */
    public Limits {
        int[] sizes = {body, record, id, page, defaultPage, batch, lookup, streams};
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("a limit must be at least 1, was " + size);
            }
        }
        if (request.isZero() || request.isNegative()) {
            throw new IllegalArgumentException("a request needs some time, not " + request);
        }
    }

    /** 8 MB bodies, 1 MB records, ids of 4,096 bytes, pages of 1,000 (100 unless asked), batches of 500, lookups of 100. */
    public static Limits standard() {
        return new Limits(8 << 20, 1 << 20, 4096, 1000, 100, 500, 100, 64, Duration.ofSeconds(30));
    }

    /** The same with another page cap. */
    public Limits page(int records) {
        return new Limits(body, record, id, records, Math.min(defaultPage, records), batch, lookup, streams, request);
    }

    /** The same with another size of bodies. */
    public Limits body(int bytes) {
        return new Limits(bytes, record, id, page, defaultPage, batch, lookup, streams, request);
    }

    /** The same with another size of records. */
    public Limits record(int bytes) {
        return new Limits(body, bytes, id, page, defaultPage, batch, lookup, streams, request);
    }

    /** The same with another number of event streams. */
    public Limits streams(int open) {
        return new Limits(body, record, id, page, defaultPage, batch, lookup, open, request);
    }

    /** The same with another time for a request to arrive. */
    public Limits request(Duration time) {
        return new Limits(body, record, id, page, defaultPage, batch, lookup, streams, time);
    }
}
