package dev.mooring.cli.demo;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.cli.terminal.Terminal.Style;
import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults.Request;
import dev.mooring.contract.fault.On;
import java.time.Duration;
import java.util.Map;

/** Both come back, to a network on which every write meets a fault, and keep editing; then it recovers. */
final class BadNetwork {

    private static final Duration GUARD = Duration.ofSeconds(30);
    private static final int MEETINGS = 9;

    private final World world;
    private final Terminal terminal;
    private final Claims claims;

    BadNetwork(World world, Terminal terminal, Claims claims) {
        this.world = world;
        this.terminal = terminal;
        this.claims = claims;
    }

    void run() {
        terminal.line("");
        terminal.line(terminal.paint(Style.STRONG, "4. Both come back, and the backend fails"));
        terminal.say(
                "   ",
                "Every write meets a fault now, in turn: the server acts and its answer is lost, it refuses with status"
                        + " 503, or its answer is late. Both devices go on editing.");
        world.network().reset();
        world.network()
                .arm(On.everyWrite(), Fault.loseAnswer(), Fault.status(503), Fault.delay(Duration.ofMillis(300)));
        world.phone().online();
        world.laptop().online();
        editUntilEnoughFailed();
        long met = world.network().requests().stream().filter(Request::write).count();
        world.network().clear();
        terminal.say("   ", met + " requests with writes met a fault. Now the network works again.");
        claims.add("Faults met before the network recovered", met + "", met >= MEETINGS);
        converged();
    }

    private void editUntilEnoughFailed() {
        for (int edit = 0; edit < MEETINGS; edit++) {
            world.add(world.phone());
            world.add(world.laptop());
            await(edit + 1);
        }
    }

    private void await(int meetings) {
        try {
            world.network().awaitMet(meetings, GUARD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the devices worked", e);
        }
    }

    private void converged() {
        terminal.line("");
        terminal.line(terminal.paint(Style.STRONG, "5. Everything comes together"));
        boolean travelled = world.converge(world.first());
        Map<String, Object> server = world.first().list();
        long same = server.entrySet().stream()
                .filter(item -> item.getValue().equals(world.phone().list().get(item.getKey()))
                        && item.getValue().equals(world.laptop().list().get(item.getKey())))
                .count();
        terminal.say(
                "   ",
                "The server holds " + server.size() + " items, the phone shows "
                        + world.phone().list().size() + ", the laptop "
                        + world.laptop().list().size() + ".");
        claims.add(
                "The same on server, phone and laptop",
                same + " of " + server.size() + " items",
                travelled && same == server.size());
        edits(server);
        claims.same(
                "Writes still waiting",
                0L,
                world.phone().pending() + world.laptop().pending(),
                "");
        claims.same(
                "Writes given up",
                0L,
                world.phone().deadLetters() + world.laptop().deadLetters(),
                "");
        claims.same(
                "Changes made by the server for " + world.made() + " edits",
                world.made(),
                world.first().commits(),
                "");
    }

    private void edits(Map<String, Object> server) {
        Edits edits = world.edits();
        claims.same(
                "Different fields of one item: both edits kept",
                (long) edits.merged().ids().size(),
                edits.merged().both(server),
                " items");
        claims.same(
                "The same field: one edit won, the same everywhere",
                (long) edits.clashing().ids().size(),
                edits.clashing().one(server),
                " items");
        claims.same(
                "Deleted items that came back",
                0L,
                edits.deleted().stream().filter(server::containsKey).count(),
                "");
    }
}
