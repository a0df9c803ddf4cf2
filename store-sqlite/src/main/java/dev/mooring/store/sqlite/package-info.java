/**
 * The durable store: one SQLite file in WAL mode, one writer with group commit, readers beside it. Start at
 * {@link dev.mooring.store.sqlite.SqliteStore}.
 */
@NullMarked
package dev.mooring.store.sqlite;

import org.jspecify.annotations.NullMarked;
