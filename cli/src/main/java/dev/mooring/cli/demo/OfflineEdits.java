package dev.mooring.cli.demo;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.cli.terminal.Terminal.Style;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Both devices edit without a network, partly the same items; the laptop is killed with its edits unsent. */
final class OfflineEdits {

    private final World world;
    private final Terminal terminal;
    private final Claims claims;
    private final int part;

    OfflineEdits(World world, Terminal terminal, Claims claims, int items) {
        this.world = world;
        this.terminal = terminal;
        this.claims = claims;
        this.part = items / 6;
    }

    void run() {
        edit();
        kill();
    }

    private void edit() {
        terminal.line("");
        terminal.line(terminal.paint(Style.STRONG, "2. Both go offline, and edit"));
        Device phone = world.phone();
        Device laptop = world.laptop();
        phone.offline();
        laptop.offline();
        List<String> ids = world.groceries().shuffled(List.copyOf(phone.list().keySet()));
        Disagreement merged = new Disagreement(ids.subList(0, part));
        Disagreement clashing = new Disagreement(ids.subList(part, 2 * part));
        List<String> deleted = ids.subList(2 * part, 3 * part);
        merged.ids().forEach(id -> {
            world.patch(
                    phone,
                    id,
                    merged.phone(id, Map.of("count", world.groceries().count())));
            world.patch(laptop, id, merged.laptop(id, Map.of("done", true)));
        });
        clashing.ids().forEach(id -> {
            world.patch(
                    phone,
                    id,
                    clashing.phone(id, Map.of("count", world.groceries().count())));
            world.patch(
                    laptop,
                    id,
                    clashing.laptop(id, Map.of("count", 100 + world.groceries().count())));
        });
        deleted.forEach(id -> world.delete(laptop, id));
        add(phone);
        add(laptop);
        world.edits(new Edits(merged, clashing, List.copyOf(deleted)));
        terminal.say(
                "   ",
                "Without a network the phone changes " + 2 * part + " items and adds " + part
                        + "; the laptop changes the"
                        + " same " + 2 * part + ", adds " + part + " others and deletes " + part + ". Of the "
                        + 2 * part
                        + " that both changed, " + part + " were changed in different fields and " + part
                        + " in the same one.");
        claims.same("Edits that wait on the phone", 3L * part, phone.pending(), "");
        claims.same("Edits that wait on the laptop", 4L * part, laptop.pending(), "");
    }

    private void add(Device device) {
        for (int n = 0; n < part; n++) {
            world.add(device);
        }
    }

    private void kill() {
        terminal.line("");
        terminal.line(terminal.paint(Style.STRONG, "3. The laptop is killed"));
        long waiting = world.laptop().pending();
        Map<String, Object> shown = new TreeMap<>(world.laptop().list());
        long process = world.laptop().processId();
        int code = world.killLaptop();
        world.startLaptop(true);
        terminal.say(
                "   ",
                "Process " + process + " was killed with " + waiting + " edits unsent (exit code " + code
                        + ") and started again as process " + world.laptop().processId() + ".");
        claims.same("Edits that survived the kill", waiting, world.laptop().pending(), "");
        long same = shown.entrySet().stream()
                .filter(item -> item.getValue().equals(world.laptop().list().get(item.getKey())))
                .count();
        claims.same("Items shown as before the kill", (long) shown.size(), same, "");
    }
}
