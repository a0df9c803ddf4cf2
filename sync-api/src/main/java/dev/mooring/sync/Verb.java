package dev.mooring.sync;

/** The writing verbs that a backend allows; the others are refused at the local call. */
public enum Verb {
    /** {@link SyncAdapter#create}. */
    CREATE,
    /** {@link SyncAdapter#update}. */
    UPDATE,
    /** {@link SyncAdapter#delete}. */
    DELETE
}
