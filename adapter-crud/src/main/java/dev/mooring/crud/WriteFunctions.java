package dev.mooring.crud;

import org.jspecify.annotations.Nullable;

/** The writing functions that were given. */
record WriteFunctions(
        CrudFunctions.@Nullable Save<NewRow> create,
        CrudFunctions.@Nullable Save<RowUpdate> update,
        CrudFunctions.@Nullable Save<RowDelete> delete,
        CrudFunctions.@Nullable SaveAll<NewRow> createAll,
        CrudFunctions.@Nullable SaveAll<RowUpdate> updateAll,
        CrudFunctions.@Nullable SaveAll<RowDelete> deleteAll) {

    /** Whether there is a function for many writes of any kind. */
    boolean sendsMany() {
        return createAll != null || updateAll != null || deleteAll != null;
    }
}
