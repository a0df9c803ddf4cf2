/**
 * Functions become a {@link dev.mooring.sync.SyncAdapter}: only a list is required, and what is missing lowers the guarantees.
 * {@link dev.mooring.crud.CrudAdapter#builder} is where to begin.
 */
@NullMarked
package dev.mooring.crud;

import org.jspecify.annotations.NullMarked;
