package dev.mooring.migrate;

import dev.mooring.migrate.Ahead.Later;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.ChangePage.Kind;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Removals;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries one collection: reads the source's feed in its order, one page ahead, and has each page written before the next. So a page that was read
 * early never overwrites what a later one brought. Used by one thread at a time.
 */
final class Carrier {

    private static final int CANDIDATES = 500;

    /** Of so few records all may be gone. */
    private static final int BELIEVED = 20;

    private final Pair pair;
    private final Parts parts;
    private final PageWriter writer;
    private final SourceCheck source;
    private final List<String> said = new ArrayList<>();
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
        Told told = read(start());
        while (!parts.halt().now()) {
            Cursor at = told.page().next();
            if (!told.page().more()) {
                return carry(told);
            }
            try (Later<Told> next = parts.ahead().begin(() -> read(at))) {
                if (!carry(told)) {
                    return false;
                }
                told = next.get();
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

    private Told read(Cursor cursor) {
        // the time before the call: what is told afterwards may be told for no longer than the retention from then on
        return parts.patience().call(attempt -> {
            long at = parts.clock().millis();
            return new Told(pair.from().changesSince(cursor, parts.pageSize()), at);
        });
    }

    /** False = stopped before the end of a snapshot that is complete. */
    private boolean carry(Told told) {
        long began = System.nanoTime();
        ChangePage page = told.page();
        if (page.kind() == Kind.SNAPSHOT_START) {
            stage = stage.beginSnapshot();
        } else if (page.kind() == Kind.DELTA && stage.snapshot() && !endSnapshot()) {
            return false;
        }
        tell(writer.write(stage, page.changes(), done -> {
            stage = stage.at(page.next()).worked(done, System.nanoTime() - began, told.at());
            parts.checkpoint().save(stage);
        }));
        return page.more() || !stage.snapshot() || endSnapshot();
    }

    /** What a complete snapshot did not show is gone, unless the source, asked for it, has it still. False = stopped before. */
    private boolean endSnapshot() {
        boolean most = isMostUnseen();
        String after = "";
        for (List<String> ids = unseen(after); !ids.isEmpty(); ids = unseen(after)) {
            if (parts.halt().now()) {
                return false;
            }
            long began = System.nanoTime();
            tell(writer.absent(stage, ids, source.find(ids), most, done -> {
                stage = stage.worked(done, System.nanoTime() - began, stage.polled());
                parts.checkpoint().save(stage);
            }));
            after = ids.get(ids.size() - 1);
        }
        if (!forgetGone()) {
            return false;
        }
        save(stage.endSnapshot());
        return true;
    }

    /** So it looks when the credentials are nobody's by now: a backend may answer that nothing is there. */
    private boolean isMostUnseen() {
        LedgerTable ledger = parts.checkpoint().ledger();
        long there = ledger.there(stage.number(), Long.MAX_VALUE);
        return there > BELIEVED && ledger.there(stage.number(), stage.pass()) * 2 > there;
    }

    /** What was put aside and never written is in no snapshot's way: whether it is gone at the source only asking tells. False = stopped before. */
    private boolean forgetGone() {
        QuarantineTable quarantine = parts.checkpoint().quarantine();
        String after = "";
        for (List<String> ids = quarantine.unwritten(stage.number(), after, CANDIDATES);
                !ids.isEmpty();
                ids = quarantine.unwritten(stage.number(), after, CANDIDATES)) {
            if (parts.halt().now()) {
                return false;
            }
            List<String> gone = new ArrayList<>(ids);
            gone.removeAll(source.find(ids).keySet());
            parts.checkpoint().transaction(() -> {
                quarantine.remove(stage.number(), gone);
                return gone.size();
            });
            after = ids.get(ids.size() - 1);
        }
        return true;
    }

    private List<String> unseen(String after) {
        return parts.checkpoint().ledger().unseen(stage.number(), stage.pass(), after, CANDIDATES);
    }

    /** What a repair or a retry did. */
    void worked(Counts done, long nanos) {
        save(stage.worked(done, nanos, stage.polled()));
    }

    /** What else the report of this call is to say. */
    void note(String note) {
        said.add(note);
    }

    /** What is to be said of it beside the numbers. */
    List<String> notes() {
        List<String> all = new ArrayList<>(pair.notes());
        all.addAll(said);
        return all;
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

    /**
     * A page, and when it was asked for.
     *
     * @param page what the source told
     * @param at milliseconds
     */
    private record Told(ChangePage page, long at) {}
}
