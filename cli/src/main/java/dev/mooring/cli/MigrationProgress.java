package dev.mooring.cli;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.migrate.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a migration is: a bar that moves where a person looks, else a plain line now and then. Called by one thread at a time, while
 * nobody else writes.
 */
final class MigrationProgress implements Consumer<Progress> {

    private static final int WIDTH = 20;
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Terminal terminal;
    private final LongSupplier nanos;
    private long next;

    MigrationProgress(Terminal terminal, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.next = nanos.getAsLong() + BETWEEN.toNanos();
    }

    @Override
    public void accept(Progress progress) {
        if (terminal.live()) {
            terminal.over(words(progress, bar(progress)));
        } else if (nanos.getAsLong() - next >= 0) {
            next = nanos.getAsLong() + BETWEEN.toNanos();
            terminal.line(words(progress, ""));
        }
    }

    /** Takes the bar away. */
    void end() {
        if (terminal.live()) {
            terminal.over("");
        }
    }

    private static String words(Progress progress, String bar) {
        StringBuilder words = new StringBuilder(progress.collection())
                .append(' ')
                .append(progress.step().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(bar)
                .append(count(progress.done()));
        progress.expected().ifPresent(all -> words.append(" of ").append(count(all)));
        words.append(", ").append(count(Math.round(progress.rate()))).append("/s");
        progress.remaining()
                .ifPresent(time -> words.append(", ").append(time(time)).append(" left"));
        if (progress.quarantined() > 0) {
            words.append(", ").append(count(progress.quarantined())).append(" in quarantine");
        }
        return words.toString();
    }

    private static String bar(Progress progress) {
        long all = progress.expected().orElse(0);
        if (all <= 0) {
            return "";
        }
        int full = (int) Math.min(WIDTH, progress.done() * WIDTH / all);
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] ";
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String time(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
