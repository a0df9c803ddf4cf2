package dev.mooring.migrate;

import dev.mooring.migrate.Difference.Kind;
import dev.mooring.migrate.SpoolTable.Suspect;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares one collection. First the hashes of ranges of records, in one walk over each side; then the records of the ranges that differ; then
 * those that differ again and again, since edits go on meanwhile. Used by one thread.
 */
final class Verifier {

    private static final int PART = 500;
    private static final int LOOKS = 5;
    private static final String STRANGER = "not of this migration";
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Carrier carrier;
    private final Parts parts;
    private final int number;
    private final SpoolTable spool;
    private final Canonical canonical;
    private final SourceCheck source;
    private final SourceCheck target;

    Verifier(Carrier carrier, Parts parts) {
        this.carrier = carrier;
        this.parts = parts;
        this.number = carrier.stage().number();
        this.spool = parts.checkpoint().spool();
        this.canonical = new Canonical(carrier.pair(), parts, number);
        this.source = new SourceCheck(carrier.pair().from(), parts.patience(), parts.pageSize());
        this.target = new SourceCheck(carrier.pair().to(), parts.patience(), parts.pageSize());
    }

    void verify() {
        long began = System.nanoTime();
        parts.told().begin(carrier.pair().name(), Progress.Step.VERIFY);
        spool.clear(number);
        Ranges first = new Ranges();
        Ranges second = new Ranges();
        Walk walk = new Walk(carrier.pair(), parts, canonical);
        walk.both(first, second);
        BitSet other = first.unlike(second);
        if (!other.isEmpty()) {
            walk.spool(other, spool, number);
            spool.diff(number);
        }
        int looks = other.isEmpty() ? 0 : look();
        end(first.rows(), second.rows(), other.cardinality(), looks, System.nanoTime() - began);
    }

    /**
     * Looks again at what the last comparison found.
     *
     * @param strangers whether it is a fault that there are some still: they were to go
     */
    void lookAgain(boolean strangers) {
        int looks = look();
        if (strangers) {
            spool.blame(number, STRANGER);
        }
        parts.checkpoint()
                .verification(
                        number,
                        last -> last.done()
                                ? with(last, last.looks() + looks, last.took().toNanos())
                                : last);
    }

    private void end(long rows, long others, long ranges, long looks, long nanos) {
        Verification found =
                new Verification(true, rows, others, ranges, looks, 0, 0, List.of(), Duration.ofNanos(nanos));
        parts.checkpoint().verification(number, last -> with(found, looks, nanos));
    }

    private Verification with(Verification found, long looks, long nanos) {
        return new Verification(
                true,
                found.source(),
                found.target(),
                found.ranges(),
                looks,
                spool.count(number, false),
                spool.count(number, true),
                List.of(),
                Duration.ofNanos(nanos));
    }

    private int look() {
        int looks = 0;
        while (looks < LOOKS) {
            if (looks > 0) {
                parts.throttle().await(BETWEEN, true);
            }
            lookOnce();
            looks++;
            explainByFeed();
            if (spool.count(number, false) == 0) {
                return looks;
            }
        }
        return looks;
    }

    private void lookOnce() {
        String after = "";
        for (List<Suspect> some = spool.suspects(number, after, PART);
                !some.isEmpty();
                some = spool.suspects(number, after, PART)) {
            List<Suspect> all = some;
            Map<String, Document> there =
                    target.find(all.stream().map(Suspect::id).toList());
            List<String> ids = new ArrayList<>();
            all.forEach(each -> idAtSource(each).ifPresent(ids::add));
            Map<String, Document> here = source.find(ids);
            parts.checkpoint().transaction(() -> {
                all.forEach(each -> judge(each, idAtSource(each).map(here::get).orElse(null), there.get(each.id())));
                return all.size();
            });
            after = all.get(all.size() - 1).id();
        }
    }

    private Optional<String> idAtSource(Suspect suspect) {
        return suspect.source().isEmpty()
                ? parts.checkpoint().ledger().byTarget(number, suspect.id()).map(Ledger::id)
                : Optional.of(suspect.source());
    }

    private void judge(Suspect suspect, @Nullable Document here, @Nullable Document there) {
        byte[] wanted = here == null ? null : hashOfSource(here);
        byte[] found = there == null ? null : canonical.ofTarget(there).hash();
        if (Arrays.equals(wanted, found) && (here == null || wanted != null)) {
            spool.settle(number, suspect.id());
            return;
        }
        Kind kind = here == null ? Kind.EXTRA : there == null ? Kind.MISSING : Kind.DIFFERENT;
        spool.judge(number, suspect.id(), kind, explanation(suspect, kind, wanted));
    }

    private byte @Nullable [] hashOfSource(Document here) {
        try {
            return canonical.ofSource(here).hash();
        } catch (Unmappable e) {
            // it has a row in the quarantine, which explains it
            return null;
        }
    }

    private @Nullable String explanation(Suspect suspect, Kind kind, byte @Nullable [] wanted) {
        Optional<String> id = idAtSource(suspect);
        if (id.isPresent() && parts.checkpoint().quarantine().has(number, id.get())) {
            return "in quarantine";
        }
        Optional<Ledger> known = id.flatMap(each -> parts.checkpoint().ledger().find(number, each));
        if (kind == Kind.EXTRA && known.isEmpty()) {
            return STRANGER;
        }
        // before the first whole read nothing was ever carried: there is no "since"
        boolean blind = carrier.stage().complete() && carrier.stage().cursor().isStart();
        boolean stale = known.isEmpty() || !Arrays.equals(known.get().hash(), wanted);
        return blind && stale ? "changed at the source since it was last read" : null;
    }

    /** What the feed tells of and was not carried yet is no fault. The cursor stays where it is. */
    private void explainByFeed() {
        if (spool.count(number, false) == 0 || carrier.stage().cursor().isStart()) {
            return;
        }
        Cursor at = carrier.stage().cursor();
        for (boolean more = true; more; ) {
            Cursor from = at;
            ChangePage page =
                    parts.patience().call(attempt -> carrier.pair().from().changesSince(from, parts.pageSize()));
            if (page.kind() != ChangePage.Kind.DELTA && !carrier.stage().snapshot()) {
                return;
            }
            parts.checkpoint().transaction(() -> {
                canonical
                        .targetsOf(page.changes().stream().map(Change::id).toList())
                        .values()
                        .forEach(id ->
                                spool.explain(number, id, "changed at the source, to be carried by the next run"));
                return true;
            });
            more = page.more();
            at = page.next();
        }
    }
}
