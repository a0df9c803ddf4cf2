package dev.mooring.fetch;

/** What a single document holds, read by GET and written by PUT of the whole at the URL {@code item}. */
public enum Single {
    /** The URL {@code list} is a collection, the usual case. */
    NO,
    /** The document is one record. Its id is the setting {@code single-id}; 404 means that it does not exist. */
    ONE,
    /**
     * The document is an object whose members are the records: a member's name is the id, its value an object. The
     * document has to exist.
     */
    MEMBERS
}
