package dev.mooring.fetch.sim;

/** One habit of an API. Of each group an API has exactly one; the first one is the default. */
public enum Trait {
    /** A list is one answer. */
    ALL_AT_ONCE(Group.PAGING),
    /** {@code page} from 1 and {@code per_page}, as at GitHub; a page past the end is empty. */
    PAGE_NUMBER(Group.PAGING),
    /** {@code offset} and {@code limit}. */
    OFFSET(Group.PAGING),
    /** {@code cursor} and {@code limit}; the body has {@code next_cursor}, empty at the end, as at Slack. */
    CURSOR_IN_BODY(Group.PAGING),
    /** {@code after} and {@code per_page}; the {@code Link} header names the next page (RFC 8288), as at GitHub. */
    LINK_HEADER(Group.PAGING),

    /** There is no way to ask for changes. */
    NO_DELTA(Group.DELTA),
    /** {@code updated_since} filters the list by a stamp of milliseconds, oldest first. */
    SINCE_MILLIS(Group.DELTA),
    /** The same by a stamp of microseconds. */
    SINCE_MICROS(Group.DELTA),
    /** {@code /changes?cursor=}, which begins now when there is no cursor, as Dropbox's latest cursor does. */
    CHANGES_FROM_NOW(Group.DELTA),
    /** {@code /changes?cursor=}, which begins with everything when there is no cursor, as Google Calendar's first sync does. */
    CHANGES_FROM_BEGINNING(Group.DELTA),

    /** {@code updated_since} includes the moment itself. */
    SINCE_INCLUSIVE(Group.BOUNDARY),
    /** {@code updated_since} means later than the moment. */
    SINCE_EXCLUSIVE(Group.BOUNDARY),

    /** {@code updated_at} is a text, RFC 3339. */
    STAMP_TEXT(Group.STAMP),
    /** {@code updated_at} is a whole number since 1970. */
    STAMP_NUMBER(Group.STAMP),

    /** Conditional headers are ignored, the last write wins. */
    NO_PRECONDITION(Group.PRECONDITION),
    /** {@code ETag}, {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). */
    IF_MATCH(Group.PRECONDITION),
    /** The same, and a change without {@code If-Match} is 428 (RFC 6585, 3). */
    IF_MATCH_REQUIRED(Group.PRECONDITION),
    /** The row's {@code version} comes back in the body, or in the query of a DELETE; another one is 409. */
    VERSION_IN_BODY(Group.PRECONDITION),

    /** PATCH is RFC 7396: maps merge at every level. */
    MERGE_PATCH(Group.UPDATE),
    /** PATCH of {@code application/json} replaces what it names, and null clears. */
    PATCH_FIELDS(Group.UPDATE),
    /** PATCH is 405. */
    PUT_ONLY(Group.UPDATE),

    /** {@code Idempotency-Key} is ignored. */
    NO_KEYS(Group.KEYS),
    /** {@code Idempotency-Key} on POST: the first answer again, word for word, as at Stripe. */
    KEYS_ON_POST(Group.KEYS),
    /** The same on every write. */
    KEYS_ON_WRITES(Group.KEYS),
    /** On every write, but the answer is the record as it is now. */
    KEYS_ANSWER_PRESENT(Group.KEYS),

    /** What is deleted is gone: 404. */
    HARD_DELETE(Group.DELETE),
    /** What is deleted has {@code deleted: true}, is read by its address and by {@code updated_since}, and is not listed. */
    SOFT_DELETE(Group.DELETE),

    /** A write is answered with the row. */
    REPRESENTATION(Group.ANSWER),
    /** A write is answered with 204, a POST with 201 and {@code Location} alone. */
    NO_CONTENT(Group.ANSWER),

    /** A row is the body, a list is an array, or an object with {@code items} where the body has a cursor. */
    BARE(Group.ENVELOPE),
    /** Everything is below {@code data}, and what is said about it below {@code meta}, as in JSON:API. */
    DATA(Group.ENVELOPE),

    /** A row's fields stand beside its id. */
    FLAT(Group.FIELDS),
    /** A row's fields are below {@code attributes}, in both directions, as in JSON:API. */
    ATTRIBUTES(Group.FIELDS),

    /** An error is a status and a problem document (RFC 9457). */
    PROBLEM(Group.ERRORS),
    /** An error is 200 and {@code {"ok": false, "error": ...}}, as at Slack; only 401 and 429 are statuses. */
    ERRORS_IN_BODY(Group.ERRORS),

    /** The client makes the ids. */
    CLIENT_IDS(Group.IDS),
    /** The server makes text. */
    SERVER_TEXT_IDS(Group.IDS),
    /** The server counts; ids are JSON numbers. */
    SERVER_NUMBER_IDS(Group.IDS),

    /** Anybody may come in. */
    OPEN(Group.AUTH),
    /** {@code Authorization: Bearer} (RFC 6750); tokens expire. */
    BEARER(Group.AUTH),

    /** An address is a list of rows. */
    COLLECTION(Group.SHAPE),
    /** An address is one document: GET, PUT, PATCH, DELETE. */
    SINGLE_DOCUMENT(Group.SHAPE),

    /** Rows show their {@code version}. */
    VERSION_IN_ROWS(Group.VERSIONS),
    /** Only the ETag of one row tells its version. */
    VERSION_IN_ETAG(Group.VERSIONS),

    /** An unknown parameter, an odd limit or a managed field in a body is an error. */
    STRICT(Group.MANNERS),
    /** What is not understood is ignored. */
    LENIENT(Group.MANNERS);

    /** What a trait is about. */
    public enum Group {
        /** How lists are cut. */
        PAGING,
        /** How changes are asked for. */
        DELTA,
        /** Whether "since" includes the moment. */
        BOUNDARY,
        /** What stamps look like. */
        STAMP,
        /** How a write says what it was made on. */
        PRECONDITION,
        /** How a row is changed. */
        UPDATE,
        /** Whether keys of writes are known. */
        KEYS,
        /** What deletion does. */
        DELETE,
        /** What a write is answered with. */
        ANSWER,
        /** What is around rows. */
        ENVELOPE,
        /** Where a row's fields are. */
        FIELDS,
        /** What errors look like. */
        ERRORS,
        /** Who makes ids. */
        IDS,
        /** Who may come in. */
        AUTH,
        /** What an address is. */
        SHAPE,
        /** Where versions are told. */
        VERSIONS,
        /** What happens to mistakes. */
        MANNERS
    }

    private final Group group;

    Trait(Group group) {
        this.group = group;
    }

    /** What it is about. */
    public Group group() {
        return group;
    }
}
