package dev.mooring.store.sqlite;

import java.util.List;

/** The tables. A store is known by its application id; its version grows with every change that an older reader must not meet. */
final class Schema {

    /** "Moor". */
    static final int APPLICATION = 0x4d6f6f72;

    static final int VERSION = 2;

    /**
     * Rows live in the index of their key where the key is what they are found by. Marks are apart from records, so that marking does not
     * rewrite them, the delivery of a write is apart from what it wants, so that sending it does not, and counts are kept, so that nothing is
     * counted.
     */
    static final List<String> STATEMENTS = List.of(
            """
            CREATE TABLE records (
              collection TEXT NOT NULL,
              id TEXT NOT NULL,
              pending INTEGER NOT NULL,
              view_is_base INTEGER NOT NULL,
              base TEXT,
              version TEXT,
              contains TEXT,
              modified_at TEXT,
              tombstone TEXT,
              view TEXT,
              local TEXT,
              PRIMARY KEY (collection, id)) WITHOUT ROWID""",
            """
            CREATE TABLE marks (
              collection TEXT NOT NULL,
              id TEXT NOT NULL,
              generation INTEGER NOT NULL,
              PRIMARY KEY (collection, id)) WITHOUT ROWID""",
            """
            CREATE TABLE pending (
              collection TEXT NOT NULL,
              sequence INTEGER NOT NULL,
              id TEXT NOT NULL,
              status TEXT NOT NULL,
              due_second INTEGER NOT NULL,
              due_nano INTEGER NOT NULL,
              delivery TEXT,
              body TEXT NOT NULL,
              PRIMARY KEY (collection, sequence)) WITHOUT ROWID""",
            // each index ends with the sequence, since that is in the row's own key
            "CREATE INDEX pending_of_record ON pending (collection, id)",
            "CREATE INDEX pending_by_due ON pending (collection, status, due_second, due_nano)",
            """
            CREATE TABLE waits (
              other INTEGER NOT NULL,
              sequence INTEGER NOT NULL,
              collection TEXT NOT NULL,
              PRIMARY KEY (other, sequence)) WITHOUT ROWID""",
            "CREATE INDEX waits_of_write ON waits (sequence)",
            """
            CREATE TABLE letters (
              number INTEGER PRIMARY KEY,
              collection TEXT NOT NULL,
              body TEXT NOT NULL)""",
            "CREATE INDEX letters_of_collection ON letters (collection)",
            """
            CREATE TABLE notes (
              owner TEXT NOT NULL,
              name TEXT NOT NULL,
              text TEXT NOT NULL,
              PRIMARY KEY (owner, name)) WITHOUT ROWID""",
            """
            CREATE TABLE counts (
              collection TEXT PRIMARY KEY,
              pending INTEGER NOT NULL,
              letters INTEGER NOT NULL,
              upto INTEGER NOT NULL) WITHOUT ROWID""");

    /**
     * Begins a statement that looks for a write by its number alone, as {@code c.name}: jumps from one collection to the next, however many writes they
     * have.
     */
    static final String PENDING_COLLECTIONS = """
            WITH RECURSIVE c(name) AS (SELECT min(collection) FROM pending UNION ALL
              SELECT (SELECT min(collection) FROM pending WHERE collection > c.name) FROM c WHERE name IS NOT NULL)
            """;

    /** Reads a little of every table and index: a file that is not what its header says fails here. */
    static final List<String> PROBES = List.of(
            "SELECT collection, id, base FROM records LIMIT 1",
            "SELECT collection, id, generation FROM marks LIMIT 1",
            "SELECT sequence, body FROM pending LIMIT 1",
            "SELECT collection, id FROM pending INDEXED BY pending_of_record LIMIT 1",
            "SELECT collection, status FROM pending INDEXED BY pending_by_due LIMIT 1",
            "SELECT other, sequence FROM waits LIMIT 1",
            "SELECT number, body FROM letters LIMIT 1",
            "SELECT owner, name, text FROM notes LIMIT 1",
            "SELECT collection, pending, letters, upto FROM counts LIMIT 1");

    private Schema() {}
}
