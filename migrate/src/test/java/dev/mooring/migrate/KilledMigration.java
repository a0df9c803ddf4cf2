package dev.mooring.migrate;

import dev.mooring.fetch.FetchBackend;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A process that migrates until it is done, or killed: checkpoint, source, target, page size. Tells of every page by a line. */
public final class KilledMigration {

    private KilledMigration() {}

    /** Prints {@code done} at the end. */
    public static void main(String[] arguments) {
        try (FetchBackend from =
                        FetchBackend.mooringRest(URI.create(arguments[1])).build();
                FetchBackend to =
                        FetchBackend.mooringRest(URI.create(arguments[2])).build()) {
            Migration.from(Side.of(from, List.of("items")))
                    .to(Side.of(to, List.of("items")))
                    .checkpoint(Path.of(arguments[0]))
                    .pageSize(Integer.parseInt(arguments[3]))
                    .listener(progress -> say(String.valueOf(progress.done())))
                    .build()
                    .run();
        }
        say("done");
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
