package dev.mooring.cli.demo;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.cli.terminal.Terminal.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Everything Mooring is for, in one run on this machine: two devices share a list, go offline, disagree, are killed, meet a backend that
 * fails, and move to another one. What is told is measured, and each claim is checked.
 */
public final class Demo {

    private final Terminal terminal;
    private final long seed;
    private final int items;
    private final Path directory;

    /**
     * A demonstration.
     *
     * @param terminal where it is told
     * @param seed what luck begins with: the same seed, the same edits
     * @param items how long the list is, from 12 on
     * @param directory where the stores and the servers' files go
     */
    public Demo(Terminal terminal, long seed, int items, Path directory) {
        this.terminal = terminal;
        this.seed = seed;
        this.items = items;
        this.directory = directory;
    }

    /** Runs it. */
    public Result run() {
        long began = System.nanoTime();
        Claims claims = new Claims(terminal);
        terminal.line(terminal.paint(Style.STRONG, "mooring demo") + ", seed " + seed);
        terminal.say("Two devices share a shopping list. Everything runs on this machine, on ports of its own.");
        try (World world = new World(directory, new Random(seed))) {
            new FirstSync(world, terminal, claims, items).run();
            new OfflineEdits(world, terminal, claims, items).run();
            new BadNetwork(world, terminal, claims).run();
            new Move(world, terminal, claims, directory).run();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        conclude(claims, took);
        return new Result(seed, took, claims);
    }

    private void conclude(Claims claims, Duration took) {
        terminal.line("");
        claims.table();
        terminal.line("");
        String end = claims.held()
                ? terminal.paint(Style.GOOD, "All " + claims.count() + " claims held")
                : terminal.paint(Style.BAD, claims.broken() + " of " + claims.count() + " claims did NOT hold");
        terminal.line(end + ", in " + took.toMillis() / 1000 + "." + took.toMillis() % 1000 / 100 + " s. Again: mooring"
                + " demo --seed " + seed);
    }

    /** What came out. */
    public static final class Result {

        private final long seed;
        private final Duration took;
        private final Claims claims;

        Result(long seed, Duration took, Claims claims) {
            this.seed = seed;
            this.took = took;
            this.claims = claims;
        }

        /** Whether every claim held. */
        public boolean held() {
            return claims.held();
        }

        /** For programs. */
        public Map<String, Object> json() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("seed", seed);
            members.put("held", held());
            members.put("milliseconds", took.toMillis());
            members.put("claims", claims.json());
            return members;
        }
    }
}
