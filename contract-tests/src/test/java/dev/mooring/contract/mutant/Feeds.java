package dev.mooring.contract.mutant;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import java.util.List;

/** An adapter with another feed. */
final class Feeds extends Broken {

    /** How the feed answers, with the honest adapter at hand. */
    interface Answer {
        ChangePage page(SyncAdapter honest, Cursor since, int limit);
    }

    private final Answer answer;

    Feeds(SyncAdapter honest, Answer answer) {
        super(honest);
        this.answer = answer;
    }

    /** A mistake in the feed alone. */
    static Mutant mutant(String name, String rules, Answer answer) {
        return Mutant.of(name, rules, honest -> new Feeds(honest, answer));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return answer.page(honest, since, limit);
    }

    /** A page of the honest feed with other changes. */
    static ChangePage with(ChangePage page, List<Change> changes) {
        return new ChangePage(changes, page.next(), page.more(), page.kind());
    }

    /** A page of the honest feed with another cursor. */
    static ChangePage with(ChangePage page, Cursor next) {
        return new ChangePage(page.changes(), next, page.more(), page.kind());
    }

    /** A page without changes at a cursor. */
    static ChangePage nothing(Cursor at) {
        return new ChangePage(List.of(), at, false, ChangePage.Kind.DELTA);
    }

    /** A cursor of the honest feed that stands at its end. */
    static Cursor end(SyncAdapter honest) {
        ChangePage page = honest.changesSince(Cursor.START, Integer.MAX_VALUE);
        while (page.more()) {
            page = honest.changesSince(page.next(), Integer.MAX_VALUE);
        }
        return page.next();
    }
}
