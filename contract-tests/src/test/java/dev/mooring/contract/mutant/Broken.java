package dev.mooring.contract.mutant;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.util.Optional;

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
}
