package dev.mooring.contract.mutant;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.SyncAdapter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** A feed made of the time of change alone, as many are: what follows the last stamp that was seen. */
final class StampFeed extends Broken {

    private static final String MARK = "at:";

    private final ToLongFunction<Instant> precision;
    private final boolean again;

    /**
     * Such a feed.
     *
     * @param precision what the cursor keeps of a stamp
     * @param again whether what has the cursor's stamp is shown again, until that fills a page
     */
    StampFeed(SyncAdapter honest, ToLongFunction<Instant> precision, boolean again) {
        super(honest);
        this.precision = precision;
        this.again = again;
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        boolean snapshot = !since.token().startsWith(MARK);
        long from = snapshot ? Long.MIN_VALUE : Long.parseLong(since.token().substring(MARK.length()));
        List<Document> rest = everything().stream()
                .filter(document -> stamp(document) > from || (again && stamp(document) == from))
                .sorted(Comparator.comparing(
                        (Document document) -> document.modifiedAt().orElseThrow()))
                .toList();
        List<Document> page = snapshot ? rest : rest.subList(0, Math.min(limit, rest.size()));
        long last = page.stream().mapToLong(this::stamp).max().orElse(snapshot ? 0 : from);
        boolean stuck = again && last == from && page.size() < rest.size();
        Cursor next = new Cursor(MARK + (stuck ? last + 1 : last));
        List<Change> changes = page.stream().<Change>map(Change::of).toList();
        ChangePage.Kind kind = snapshot ? ChangePage.Kind.SNAPSHOT_START : ChangePage.Kind.DELTA;
        return new ChangePage(changes, next, page.size() < rest.size() && !next.equals(since), kind);
    }

    private long stamp(Document document) {
        return precision.applyAsLong(document.modifiedAt().orElseThrow());
    }
}
