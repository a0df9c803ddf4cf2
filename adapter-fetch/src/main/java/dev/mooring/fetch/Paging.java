package dev.mooring.fetch;

/** How a list URL is read page by page. */
public enum Paging {
    /** One answer holds everything. */
    NONE,
    /** Pages are numbered, <code>{page}</code>: a deletion between two pages hides a row, so the listing is DRIFTING. */
    PAGE,
    /**
     * Rows are counted, <code>{offset}</code>: DRIFTING as well, but the last row is read again with the next page, and when it has
     * moved the walk starts over.
     */
    OFFSET,
    /** The answer holds the next page's cursor at the pointer {@code next}, put in at <code>{cursor}</code>. */
    CURSOR,
    /** The answer's {@code Link} header names the next page with {@code rel="next"}. */
    LINK
}
