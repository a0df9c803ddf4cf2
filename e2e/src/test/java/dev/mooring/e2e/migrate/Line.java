package dev.mooring.e2e.migrate;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A bad line to a backend: nothing gets through, or writes do and their answers are lost. */
final class Line implements SyncAdapter {

    private final SyncAdapter backend;
    private final boolean dead;
    private final BlockingQueue<String> applied = new LinkedBlockingQueue<>();

    private Line(SyncAdapter backend, boolean dead) {
        this.backend = backend;
        this.dead = dead;
    }

    static Line dead(SyncAdapter backend) {
        return new Line(backend, true);
    }

    static Line withoutAnswers(SyncAdapter backend) {
        return new Line(backend, false);
    }

    /** The ids of writes that took effect, each as often as it was sent. */
    BlockingQueue<String> applied() {
        return applied;
    }

    @Override
    public Page list(Cursor from, int limit) {
        return read(() -> backend.list(from, limit));
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return read(() -> backend.changesSince(since, limit));
    }

    @Override
    public Outcome create(Create create) {
        return write(create);
    }

    @Override
    public Outcome update(Update update) {
        return write(update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return write(delete);
    }

    @Override
    public Guarantees guarantees() {
        return backend.guarantees();
    }

    private <T> T read(Supplier<T> call) {
        if (dead) {
            throw TemporaryFailure.notApplied("there is no network", null);
        }
        return call.get();
    }

    private Outcome write(Write write) {
        if (dead) {
            throw TemporaryFailure.notApplied("there is no network", null);
        }
        write.sendTo(backend);
        applied.add(write.id());
        throw TemporaryFailure.maybeApplied("the answer was lost", null);
    }
}
