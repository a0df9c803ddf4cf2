package dev.mooring.server;

/** Who makes the ids of new records. */
public enum ServerIds {
    /** The client: a create names its id. */
    NONE,
    /** The server: random text. */
    TEXT,
    /** The server: whole numbers, which are JSON numbers in every answer. */
    INTEGER
}
