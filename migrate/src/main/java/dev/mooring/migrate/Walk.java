package dev.mooring.migrate;

import dev.mooring.migrate.Ahead.Later;
import dev.mooring.migrate.Canon.Hashed;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import java.util.BitSet;
import java.util.Map;
import java.util.function.Consumer;

/** Walks through both sides at once, a page of each in memory. Used by one thread. */
final class Walk {

    private final Pair pair;
    private final Parts parts;
    private final Canonical ofSource;
    private final Canonical ofTarget;
    private long here;

    Walk(Pair pair, Parts parts, Canonical canonical) {
        this.pair = pair;
        this.parts = parts;
        this.ofSource = canonical.another();
        this.ofTarget = canonical.another();
    }

    /** Takes the sums of all records. */
    void both(Ranges source, Ranges target) {
        together(
                page -> {
                    Map<String, String> targets = targetsOf(page);
                    page.documents().forEach(each -> {
                        String id = targets.getOrDefault(each.id(), each.id());
                        source.add(id, share(each, id));
                    });
                    here += page.documents().size();
                    parts.told().tell(pair.name(), Progress.Step.VERIFY, here, here, -1, 0);
                },
                page -> page.documents().forEach(each -> target.add(each.id(), ofTarget.shareOfTarget(each))));
    }

    private Map<String, String> targetsOf(Page page) {
        return ofSource.targetsOf(page.documents().stream().map(Document::id).toList());
    }

    /** A record that cannot be carried makes its range differ, so that it is looked at. */
    private long share(Document document, String id) {
        try {
            return ofSource.shareOfSource(id, document);
        } catch (Unmappable e) {
            return 1;
        }
    }

    /** Puts the hashes of the records of some ranges aside. */
    void spool(BitSet ranges, SpoolTable spool, int number) {
        together(
                page -> parts.checkpoint().transaction(() -> {
                    Map<String, String> targets = targetsOf(page);
                    page.documents()
                            .forEach(each -> spoolSource(
                                    each, targets.getOrDefault(each.id(), each.id()), ranges, spool, number));
                    return true;
                }),
                page -> parts.checkpoint().transaction(() -> {
                    page.documents().stream()
                            .filter(each -> ranges.get(Ranges.of(each.id())))
                            .forEach(each -> spool.put(
                                    number,
                                    SpoolTable.TARGET,
                                    each.id(),
                                    ofTarget.ofTarget(each).hash(),
                                    ""));
                    return true;
                }));
    }

    private void spoolSource(Document document, String id, BitSet ranges, SpoolTable spool, int number) {
        if (ranges.get(Ranges.of(id))) {
            spool.put(number, SpoolTable.SOURCE, id, hashOrNothing(document), document.id());
        }
    }

    private byte[] hashOrNothing(Document document) {
        try {
            Hashed hashed = ofSource.ofSource(document);
            return hashed.hash();
        } catch (Unmappable e) {
            return new byte[0];
        }
    }

    private void together(Consumer<Page> source, Consumer<Page> target) {
        try (Later<Boolean> other = parts.ahead().begin(() -> walk(pair.to(), target))) {
            walk(pair.from(), source);
            other.get();
        }
    }

    private boolean walk(SyncAdapter side, Consumer<Page> taker) {
        Cursor at = Cursor.START;
        for (boolean more = true; more; ) {
            Cursor from = at;
            Page page = parts.patience().call(attempt -> side.list(from, parts.pageSize()));
            taker.accept(page);
            more = page.more();
            at = page.next();
        }
        return true;
    }
}
