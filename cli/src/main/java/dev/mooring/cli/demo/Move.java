package dev.mooring.cli.demo;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.cli.terminal.Terminal.Style;
import dev.mooring.migrate.CollectionReport;
import dev.mooring.migrate.Migration;
import dev.mooring.migrate.Report;
import dev.mooring.migrate.Side;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** The data moves to another backend while the devices work, and the devices follow. */
final class Move {

    private static final int EDITS = 6;
    private static final int PAGE = 10;

    private final World world;
    private final Terminal terminal;
    private final Claims claims;
    private final Path directory;
    private final AtomicBoolean edited = new AtomicBoolean();

    Move(World world, Terminal terminal, Claims claims, Path directory) {
        this.world = world;
        this.terminal = terminal;
        this.claims = claims;
        this.directory = directory;
    }

    void run() {
        terminal.line("");
        terminal.line(terminal.paint(Style.STRONG, "6. The data moves to another backend, with the devices live"));
        try (Place second = new Place(directory.resolve("second-server.db"))) {
            world.laptop().offline();
            edit(world.laptop());
            long waiting = world.laptop().pending();
            terminal.say(
                    "   ",
                    "A second server runs at " + second.uri() + ". While the data is copied there, the phone goes on"
                            + " editing; the laptop is offline with " + waiting + " new edits.");
            migrate(second, waiting);
            world.detach();
        }
    }

    private void migrate(Place second, long waiting) {
        Changeover changeover = new Changeover(world, second);
        Report report = Migration.from(
                        Side.of(LocalDevice.COLLECTION, world.first().adapter()))
                .to(Side.of(LocalDevice.COLLECTION, second.adapter()))
                .checkpoint(directory.resolve("move.checkpoint"))
                .pageSize(PAGE)
                .listener(progress -> editOnce())
                .cutOver(changeover)
                .build()
                .run();
        CollectionReport moved = report.collection(LocalDevice.COLLECTION);
        terminal.say(
                "   ",
                moved.counts().written()
                        + " records were written to the second server, those edited meanwhile included."
                        + " Both servers were compared, then the devices changed over, with what they had not sent.");
        claims.same("Records that differ between the servers", 0L, changeover.differences(), "");
        claims.same("Records compared", (long) world.first().list().size(), changeover.compared(), "");
        boolean travelled = world.converge(second);
        Map<String, Object> there = second.list();
        claims.add(
                "The same on the second server, phone and laptop",
                there.size() + " items",
                travelled && there.size() == changeover.compared() + waiting);
        claims.same(
                "Changes made by the second server for " + moved.counts().written() + " records and " + waiting
                        + " edits",
                moved.counts().written() + waiting,
                second.commits(),
                "");
        claims.same(
                "Changes at the first server after the move", 0L, world.first().commits() - changeover.commits(), "");
    }

    /** At the first page: from then on the copy and the edits run beside each other. */
    private void editOnce() {
        if (edited.compareAndSet(false, true)) {
            edit(world.phone());
        }
    }

    private void edit(Device device) {
        for (int n = 0; n < EDITS; n++) {
            world.add(device);
        }
    }
}
