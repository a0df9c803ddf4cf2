package dev.mooring.migrate;

import dev.mooring.migrate.mapping.Mapping;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A migration of collections from one side to another. It reads the source's change feed from its start, so that the copy and what changes meanwhile
 * are one stream, and keeps in a checkpoint file how far it is: a process that is killed anywhere goes on with the same call.
 *
 * <pre>{@code
 * Migration migration = Migration.from(Side.of(old, List.of("todos")))
 *         .to(Side.of(next, List.of("todos")))
 *         .checkpoint(Path.of("todos.migration"))
 *         .build();
 * migration.plan();    // reads only
 * migration.run();     // copies and catches up
 * migration.verify();  // compares
 * }</pre>
 *
 * <p>Calls of one migration come one at a time; {@link MigrationFile} looks at it and pauses it from elsewhere. Safe for several threads.
 */
public final class Migration {

    private final Options options;

    private Migration(Options options) {
        this.options = options;
    }

    /** Begins with the side to read from. */
    public static From from(Side source) {
        return new From(source);
    }

    /**
     * Reads everything and writes nothing, neither to a backend nor to the checkpoint: counts, fields and their types, what will not fit, how long
     * the copy will take.
     */
    public Plan plan() {
        return new Planning(options).plan();
    }

    /**
     * Copies, and carries what changes meanwhile, until nothing more is to be told; with {@link Builder#follow} until it is paused, with
     * {@link Builder#cutOver} until the users have changed over. Ends early, with a whole checkpoint, when it is paused.
     *
     * @throws CheckpointException when the checkpoint cannot be used
     * @throws dev.mooring.sync.SyncException when a backend stopped it; the same call goes on
     * @throws java.util.concurrent.CancellationException when the thread was interrupted
     */
    public Report run() {
        return Session.of(options, "run", true, session -> new Running(options, session).run());
    }

    /**
     * Compares both sides and writes to neither. What differs at first is looked at again, so that edits meanwhile do not count; what the feed
     * tells of and was not carried yet, and what is in quarantine, is explained.
     */
    public Report verify() {
        return Session.of(options, "verify", false, session -> session.each(session::verify));
    }

    /**
     * Writes what the last {@link #verify} found to differ, as the source has it now, and looks at it again.
     *
     * @throws CheckpointException also when the users have changed over, or have begun to
     */
    public Report repair() {
        return Session.of(options, "repair", true, session -> session.carrying().each(session::repair));
    }

    /**
     * Tries the records in quarantine once more. Those that are {@code most-gone} are not taken away by it: see {@link #believeGone}.
     *
     * @throws CheckpointException also when the users have changed over, or have begun to
     */
    public Report retry() {
        return Session.of(options, "retry", true, session -> session.carrying().each(session::retry));
    }

    /**
     * Takes away at the target what is in quarantine as {@code most-gone}: somebody has looked, and most of the source is gone indeed. What the
     * source, asked once more, has still is kept.
     *
     * @throws CheckpointException also when the users have changed over, or have begun to
     */
    public Report believeGone() {
        return Session.of(
                options, "believe-gone", true, session -> session.carrying().each(session::believeGone));
    }

    /** Where it stands, as its checkpoint says. */
    public Status status() {
        return MigrationFile.at(options.checkpoint()).status();
    }

    /** Has {@link #run} end after the page it is at. A migration that is paused does nothing until it is resumed. */
    public void pause() {
        MigrationFile.at(options.checkpoint()).pause();
    }

    /** Takes the pause back; {@link #run} goes on. */
    public void resume() {
        MigrationFile.at(options.checkpoint()).resume();
    }

    /**
     * The first half of a migration. Immutable.
     *
     * @param source the side to read from
     */
    public record From(Side source) {

        /** The side to write to. */
        public Builder to(Side target) {
            return new Builder(source, target);
        }
    }

    /** Sets one option after the other. Not safe for several threads. */
    public static final class Builder {

        private final Side source;
        private final Side target;
        private @Nullable Path checkpoint;
        private Mapping mapping = Mapping.same();
        private int parallel = 2;
        private int pageSize = 1000;
        private double rowsPerSecond;
        private boolean readAhead = true;
        private int attempts = 10;
        private Clock clock = Clock.systemUTC();
        private Waits waits = Waits.real();
        private RandomGenerator random = RandomGenerator.getDefault();
        private ThreadFactory threads = Options::daemon;
        private Consumer<Progress> listener = progress -> {};
        private @Nullable CutOver cutOver;
        private @Nullable Duration follow;
        private Duration sweepEvery = Duration.ofMinutes(15);
        private boolean deleteExtras;
        private Map<String, Long> expected = Map.of();

        private Builder(Side source, Side target) {
            this.source = source;
            this.target = target;
        }

        /** The file that remembers how far it is. Made when it is not there. */
        public Builder checkpoint(Path file) {
            checkpoint = file;
            return this;
        }

        /** What becomes of records; by default they stay as they are. Under another mapping everything is read once more. */
        public Builder mapping(Mapping records) {
            mapping = records;
            return this;
        }

        /** How many collections are worked on at once; two unless said. */
        public Builder parallel(int collections) {
            parallel = collections;
            return this;
        }

        /** How many records are read at once, and remembered as one step; 1,000 unless said. */
        public Builder pageSize(int records) {
            pageSize = records;
            return this;
        }

        /**
         * Reads a page only when the one before is written: half the memory, and one call at a time for each collection, for backends that
         * cannot bear two.
         */
        public Builder withoutReadingAhead() {
            readAhead = false;
            return this;
        }

        /** The most records written in a second, in the mean; no limit unless said. */
        public Builder rowsPerSecond(double rate) {
            rowsPerSecond = rate;
            return this;
        }

        /** How often a call that fails for the time being is made; ten times unless said. */
        public Builder attempts(int most) {
            attempts = most;
            return this;
        }

        /** The time. */
        public Builder clock(Clock time) {
            clock = time;
            return this;
        }

        /** How to wait. */
        public Builder waits(Waits how) {
            waits = how;
            return this;
        }

        /** Spreads the pauses between attempts, and nothing else: it may be seeded. */
        public Builder random(RandomGenerator source) {
            random = source;
            return this;
        }

        /** Makes the threads that read and write; daemons unless said. */
        public Builder threads(ThreadFactory factory) {
            threads = factory;
            return this;
        }

        /** Who hears of every page. It returns quickly. */
        public Builder listener(Consumer<Progress> told) {
            listener = told;
            return this;
        }

        /** What to do when the target has caught up. */
        public Builder cutOver(CutOver hook) {
            cutOver = hook;
            return this;
        }

        /** Goes on after the copy, with a look for changes this often, until it is paused; a millisecond at least. */
        public Builder follow(Duration every) {
            follow = every;
            return this;
        }

        /** How often a source with a weak feed is read anew while it is followed; every 15 minutes unless said. */
        public Builder sweepEvery(Duration time) {
            sweepEvery = time;
            return this;
        }

        /**
         * Lets {@link Migration#repair}, and a cut-over before it is accepted, delete records of the target that this migration did not make and the
         * source does not have.
         */
        public Builder deleteExtras() {
            deleteExtras = true;
            return this;
        }

        /** How many records there are, as a plan counted them: for the time that is left. */
        public Builder expecting(Plan plan) {
            Map<String, Long> counts = new LinkedHashMap<>();
            plan.collections().forEach(each -> counts.put(each.name(), each.records()));
            expected = Map.copyOf(counts);
            return this;
        }

        /**
         * Checks and makes the migration. No I/O.
         *
         * @throws IllegalArgumentException for a collection that one side lacks, a mapping of none, a number out of range; an unknown
         *     name comes with the nearest known one
         */
        public Migration build() {
            if (checkpoint == null) {
                throw new IllegalArgumentException("a migration needs a checkpoint file");
            }
            return new Migration(new Options(
                    source,
                    target,
                    checkpoint,
                    mapping,
                    parallel,
                    pageSize,
                    readAhead,
                    rowsPerSecond,
                    attempts,
                    clock,
                    waits,
                    random,
                    threads,
                    listener,
                    Optional.ofNullable(cutOver),
                    Optional.ofNullable(follow),
                    sweepEvery,
                    deleteExtras,
                    expected));
        }
    }
}
