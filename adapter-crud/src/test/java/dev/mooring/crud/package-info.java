/**
 * Proves adapters made of functions: over a table in memory, over a database, and behaviour by behaviour. {@link dev.mooring.crud.RowTable}
 * is the backend that a user might have.
 */
@NullMarked
package dev.mooring.crud;

import org.jspecify.annotations.NullMarked;
