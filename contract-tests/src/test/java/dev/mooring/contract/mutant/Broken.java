package dev.mooring.contract.mutant;

import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An adapter that does what an honest one does, until a mutant overrides a verb. */
public class Broken implements SyncAdapter {

    /** The honest adapter. */
    protected final SyncAdapter honest;

    /** Around an honest adapter. */
    public Broken(SyncAdapter honest) {
        this.honest = honest;
    }

    @Override
    public Page list(Cursor from, int limit) {
        return honest.list(from, limit);
    }

    @Override
    public Outcome create(Create create) {
        return honest.create(create);
    }

    @Override
    public Outcome update(Update update) {
        return honest.update(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return honest.delete(delete);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return honest.changesSince(since, limit);
    }

    @Override
    public Guarantees guarantees() {
        return honest.guarantees();
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        return honest.capability(type);
    }

    @Override
    public void close() {
        honest.close();
    }

    @Override
    public String toString() {
        return honest.toString();
    }

    /** A key that no backend has seen. */
    protected static WriteKey freshKey() {
        return WriteKey.of(UUID.randomUUID().toString(), 1);
    }

    /** Everything that is there. */
    protected List<Document> everything() {
        return honest.list(Cursor.START, Integer.MAX_VALUE).documents();
    }

    /** The record as it is there. */
    protected Optional<Document> find(String id) {
        return everything().stream()
                .filter(document -> document.id().equals(id))
                .findFirst();
    }

    /** What a conflict says is there. */
    protected static Optional<Change> conflictNow(Outcome outcome) {
        return outcome.match(
                applied -> Optional.empty(), conflict -> Optional.of(conflict.now()), refused -> Optional.empty());
    }
}
