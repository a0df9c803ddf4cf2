package dev.mooring.cli;

import picocli.CommandLine.Option;

/** How much of a long list is shown as a table, which is in memory; with {@code --json} all of it passes by. */
final class Limit {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many are shown in the table; default: ${DEFAULT-VALUE}.")
    private int most;

    /** Refuses what is none. */
    void check() {
        if (most < 0) {
            throw new Problem(Exit.USAGE, "--limit must not be negative, was " + most);
        }
    }

    /** Whether one more is shown after so many. */
    boolean takes(long shown) {
        return shown < most;
    }

    /** What is said of a list of so many. */
    String words(long count) {
        return count > most ? ", " + most + " of them shown (--limit)" : "";
    }
}
