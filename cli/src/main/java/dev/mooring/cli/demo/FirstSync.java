package dev.mooring.cli.demo;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.cli.terminal.Terminal.Style;

/** The list comes into being on the phone and reaches the laptop. */
final class FirstSync {

    private final World world;
    private final Terminal terminal;
    private final Claims claims;
    private final int items;

    FirstSync(World world, Terminal terminal, Claims claims, int items) {
        this.world = world;
        this.terminal = terminal;
        this.claims = claims;
        this.items = items;
    }

    void run() {
        terminal.line("");
        terminal.line(terminal.paint(Style.STRONG, "1. A shared list"));
        terminal.say(
                "   ",
                "A REST server runs at " + world.first().uri() + ". The phone and the laptop each keep the list in a"
                        + " SQLite file of their own and sync it in the background; the laptop is process "
                        + world.laptop().processId() + ".");
        for (int n = 0; n < items; n++) {
            world.add(world.phone());
        }
        terminal.say("   ", "The phone writes down " + items + " things to buy.");
        world.phone().sync();
        world.laptop().sync();
        claims.same(
                "Items that reached the server",
                (long) items,
                (long) world.first().list().size(),
                "");
        claims.same(
                "Items that reached the laptop",
                (long) items,
                (long) world.laptop().list().size(),
                "");
    }
}
