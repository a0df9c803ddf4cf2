package dev.mooring.crud;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions of {@link RowTable} as one user has them, so that faults can be put around them. */
public interface TableFunctions {

    Collection<Map<String, @Nullable Object>> all() throws IOException;

    Rows page(Optional<String> cursor, int limit) throws IOException;

    Optional<Map<String, @Nullable Object>> get(String id) throws IOException;

    Collection<Map<String, @Nullable Object>> since(Since since) throws IOException;

    String position() throws IOException;

    RowChanges log(String position, int limit) throws IOException;

    Answer insert(NewRow row) throws IOException;

    Answer insertWithMadeId(NewRow row) throws IOException;

    Answer patch(RowUpdate update) throws IOException;

    Answer replace(RowUpdate update) throws IOException;

    Answer remove(RowDelete delete) throws IOException;

    List<Answer> insertAll(List<NewRow> rows) throws IOException;

    List<Answer> patchAll(List<RowUpdate> updates) throws IOException;

    List<Answer> removeAll(List<RowDelete> deletes) throws IOException;

    /** Insert, once for ever. */
    Answer insertOnce(NewRow row) throws IOException;

    /** Patch, once for ever. */
    Answer patchOnce(RowUpdate update) throws IOException;

    /** Remove, once for ever. */
    Answer removeOnce(RowDelete delete) throws IOException;

    AutoCloseable subscribe(Hints hints) throws IOException;
}
