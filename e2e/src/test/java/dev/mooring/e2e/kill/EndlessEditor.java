package dev.mooring.e2e.kill;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.backend.Backend;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edits until it is killed, and says so of each edit once its call has returned. Arguments: store, backend, first number. */
public final class EndlessEditor {

    private EndlessEditor() {}

    /** Never returns. */
    public static void main(String[] arguments) {
        try (Backend backend =
                        FetchBackend.mooringRest(URI.create(arguments[1])).build();
                Mooring mooring = Mooring.open(SqliteStore.at(Path.of(arguments[0])))) {
            Records<Map<String, @Nullable Object>> notes =
                    mooring.records("notes").sync(backend.collection("notes")).open();
            for (long number = Long.parseLong(arguments[2]); ; number++) {
                edit(notes, number, System.out);
            }
        }
    }

    private static void edit(Records<Map<String, @Nullable Object>> notes, long number, PrintStream told) {
        for (Edit edit : Edit.of(number)) {
            edit.make(notes);
            told.println(edit);
            told.flush();
        }
    }
}
