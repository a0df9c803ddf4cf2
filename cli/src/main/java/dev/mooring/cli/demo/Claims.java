package dev.mooring.cli.demo;

import dev.mooring.cli.terminal.Table;
import dev.mooring.cli.terminal.Terminal;
import dev.mooring.cli.terminal.Terminal.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the demonstration claims, with what was measured. Not safe for several threads. */
final class Claims {

    private final Terminal terminal;
    private final List<Claim> all = new ArrayList<>();

    Claims(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Claims that two measured values are the same. */
    void same(String words, Object expected, Object measured, String unit) {
        boolean held = Objects.equals(expected, measured);
        add(words, held ? measured + unit : measured + " instead of " + expected + unit, held);
    }

    /** Claims that something was measured to be so. */
    void add(String words, String measured, boolean held) {
        all.add(new Claim(words, measured, held));
        String mark = held ? terminal.paint(Style.GOOD, "ok") : terminal.paint(Style.BAD, "FAILED");
        if (held) {
            terminal.say("   ", mark + " " + words + ": " + measured);
        } else {
            terminal.result("   " + mark + " " + words + ": " + measured);
        }
    }

    boolean held() {
        return all.stream().allMatch(Claim::held);
    }

    int count() {
        return all.size();
    }

    /** How many did not hold. */
    long broken() {
        return all.stream().filter(claim -> !claim.held()).count();
    }

    void table() {
        Table table = new Table("claim", "measured", "held");
        all.forEach(claim -> table.row(claim.words(), claim.measured(), claim.held() ? "yes" : "NO"));
        table.lines(terminal.width()).forEach(terminal::line);
    }

    List<Map<String, Object>> json() {
        return all.stream().map(Claim::json).toList();
    }

    private record Claim(String words, String measured, boolean held) {

        Map<String, Object> json() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("claim", words);
            members.put("measured", measured);
            members.put("held", held);
            return members;
        }
    }
}
