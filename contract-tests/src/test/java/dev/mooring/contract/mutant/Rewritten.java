package dev.mooring.contract.mutant;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** An adapter that shows other documents than there are, in some of its answers. */
public class Rewritten extends Broken {

    /** Where documents are shown. */
    public enum In {
        /** By list. */
        LIST,
        /** By changesSince. */
        FEED,
        /** In answers to writes. */
        ANSWER
    }

    private final UnaryOperator<Document> rewriting;
    private final List<In> places;

    /** Rewrites in those places. */
    public Rewritten(SyncAdapter honest, UnaryOperator<Document> rewriting, In... places) {
        super(honest);
        this.rewriting = rewriting;
        this.places = Arrays.asList(places);
    }

    @Override
    public Page list(Cursor from, int limit) {
        Page page = super.list(from, limit);
        return places.contains(In.LIST)
                ? new Page(page.documents().stream().map(rewriting).toList(), page.next(), page.more())
                : page;
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        ChangePage page = super.changesSince(since, limit);
        return places.contains(In.FEED)
                ? new ChangePage(
                        page.changes().stream().map(this::change).toList(), page.next(), page.more(), page.kind())
                : page;
    }

    @Override
    public Outcome create(Create create) {
        return answer(super.create(create));
    }

    @Override
    public Outcome update(Update update) {
        return answer(super.update(update));
    }

    private Outcome answer(Outcome outcome) {
        if (!places.contains(In.ANSWER)) {
            return outcome;
        }
        return outcome.match(
                applied -> new Outcome.Applied(applied.now().map(this::change)),
                conflict -> Outcome.conflict(change(conflict.now())),
                refused -> refused);
    }

    private Change change(Change change) {
        return change.match(upsert -> Change.of(rewriting.apply(upsert.document())), removal -> removal);
    }
}
