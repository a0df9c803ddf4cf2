package dev.mooring.migrate;

import dev.mooring.migrate.Ahead.Later;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.ChangePage.Kind;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Removals;
import java.util.List;

/**
 * Carries one collection: reads the source's feed in its order, one page ahead, and has each page written before the next. So a page that was read
 * early never overwrites what a later one brought. Used by one thread at a time.
 */
final class Carrier {

    private static final int CANDIDATES = 500;

    private final Pair pair;
    private final Parts parts;
    private final PageWriter writer;
    private final SourceCheck source;
    private Stage stage;
    private Progress.Step step = Progress.Step.COPY;
    private long here;

    Carrier(Pair pair, Parts parts) {
        this.pair = pair;
        this.parts = parts;
        this.source = new SourceCheck(pair.from(), parts.patience(), parts.pageSize());
        this.stage = parts.checkpoint()
                .stage(pair.name(), pair.targetName(), parts.mapping().fingerprint(pair.name()));
        this.writer = new PageWriter(stage.number(), pair, parts, source);
    }

    Pair pair() {
        return pair;
    }

    Stage stage() {
        return stage;
    }

    PageWriter writer() {
        return writer;
    }

    /** How many records the first copy will have. */
    void expect(long records) {
        stage = stage.expecting(records);
        parts.checkpoint().save(stage);
    }

    /** Reads everything again from the beginning; what the target has already is not written. */
    boolean sweep() {
        save(stage.at(Cursor.START));
        return catchUp(stage.complete() ? Progress.Step.SWEEP : Progress.Step.COPY);
    }

    /** Until the source has nothing more to tell for now; false = stopped before. */
    boolean catchUp() {
        return catchUp(stage.complete() ? Progress.Step.TAIL : Progress.Step.COPY);
    }

    private boolean catchUp(Progress.Step doing) {
        step = doing;
        here = 0;
        parts.told().begin(pair.name(), step);
        ChangePage page = read(start());
        while (!parts.halt().now()) {
            Cursor at = page.next();
            if (!page.more()) {
                carry(page);
                return true;
            }
            try (Later<ChangePage> next = parts.ahead().begin(() -> read(at))) {
                carry(page);
                page = next.get();
            }
        }
        return false;
    }

    /** After an absence that is longer than the source remembers removals, only a snapshot tells. */
    private Cursor start() {
        Removals removals = pair.from().guarantees().removals();
        boolean late = stage.polled() > 0
                && removals.retention()
                        .filter(kept -> parts.since(stage.polled()).compareTo(kept) >= 0)
                        .isPresent();
        return late ? Cursor.START : stage.cursor();
    }

    private ChangePage read(Cursor cursor) {
        return parts.patience().call(attempt -> pair.from().changesSince(cursor, parts.pageSize()));
    }

    private void carry(ChangePage page) {
        long began = System.nanoTime();
        if (page.kind() == Kind.SNAPSHOT_START) {
            stage = stage.beginSnapshot();
        } else if (page.kind() == Kind.DELTA && stage.snapshot()) {
            endSnapshot();
        }
        Counts counts = writer.write(stage, page.changes(), done -> {
            stage = stage.at(page.next())
                    .worked(done, System.nanoTime() - began, parts.clock().millis());
            parts.checkpoint().save(stage);
        });
        tell(counts);
        if (!page.more() && stage.snapshot()) {
            endSnapshot();
        }
    }

    /** What a complete snapshot did not show is gone, unless the source, asked for it, has it still. */
    private void endSnapshot() {
        String after = "";
        for (List<String> ids = unseen(after); !ids.isEmpty(); ids = unseen(after)) {
            long began = System.nanoTime();
            tell(writer.absent(stage, ids, source.find(ids), done -> {
                stage = stage.worked(
                        done, System.nanoTime() - began, parts.clock().millis());
                parts.checkpoint().save(stage);
            }));
            after = ids.get(ids.size() - 1);
        }
        save(stage.endSnapshot());
    }

    private List<String> unseen(String after) {
        return parts.checkpoint().ledger().unseen(stage.number(), stage.pass(), after, CANDIDATES);
    }

    /** What a repair or a retry did. */
    void worked(Counts done, long nanos) {
        save(stage.worked(done, nanos, stage.polled()));
    }

    /** Keys of what follows differ from all before. */
    void nextRound() {
        save(stage.nextRound());
    }

    private void save(Stage next) {
        stage = next;
        parts.checkpoint().save(next);
    }

    private void tell(Counts counts) {
        here += counts.written() + counts.unchanged();
        long done = step == Progress.Step.COPY
                ? stage.counts().written() + stage.counts().unchanged()
                : here;
        long expected = step == Progress.Step.TAIL ? -1 : stage.expected();
        parts.told()
                .tell(
                        pair.name(),
                        step,
                        here,
                        done,
                        expected,
                        parts.checkpoint().quarantine().count(stage.number()));
    }
}
