package dev.mooring.migrate;

import java.util.List;

/** The tables of a checkpoint. The version grows with every change that an older release must not meet. */
final class CheckpointSchema {

    /** "MoMi". */
    static final int APPLICATION = 0x4d6f4d69;

    static final int VERSION = 1;

    static final List<String> STATEMENTS = List.of(
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE collections (
              number INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              target TEXT NOT NULL,
              mapping TEXT NOT NULL,
              cursor TEXT NOT NULL,
              pass INTEGER NOT NULL,
              snapshot INTEGER NOT NULL,
              complete INTEGER NOT NULL,
              round INTEGER NOT NULL, -- of earlier releases, which made keys of it
              polled INTEGER NOT NULL,
              expected INTEGER NOT NULL,
              nanos INTEGER NOT NULL,
              counts TEXT NOT NULL,
              verification TEXT NOT NULL)""",
            """
            CREATE TABLE rows (
              collection INTEGER NOT NULL,
              id TEXT NOT NULL,
              target TEXT,
              hash BLOB,
              writes INTEGER NOT NULL,
              pass INTEGER NOT NULL,
              gone INTEGER NOT NULL,
              PRIMARY KEY (collection, id)) WITHOUT ROWID""",
            "CREATE INDEX rows_by_target ON rows (collection, target) WHERE target IS NOT NULL",
            "CREATE TABLE intents (collection INTEGER PRIMARY KEY, ids TEXT NOT NULL)",
            """
            CREATE TABLE quarantine (
              collection INTEGER NOT NULL,
              id TEXT NOT NULL,
              code TEXT NOT NULL,
              message TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              since INTEGER NOT NULL,
              removal INTEGER NOT NULL,
              fields TEXT NOT NULL,
              PRIMARY KEY (collection, id)) WITHOUT ROWID""",
            """
            CREATE TABLE spool (
              collection INTEGER NOT NULL,
              side INTEGER NOT NULL,
              id TEXT NOT NULL,
              hash BLOB NOT NULL,
              source TEXT NOT NULL,
              PRIMARY KEY (collection, side, id)) WITHOUT ROWID""",
            """
            CREATE TABLE differences (
              collection INTEGER NOT NULL,
              id TEXT NOT NULL,
              source TEXT NOT NULL,
              kind TEXT NOT NULL,
              explanation TEXT,
              PRIMARY KEY (collection, id)) WITHOUT ROWID""");

    private CheckpointSchema() {}
}
