package dev.mooring.internal.engine;

import dev.mooring.internal.engine.Scene.Trait;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The adapter of one device in one of its lives. With a narrow scope it shows all records but one. */
final class SimClient implements SyncAdapter, BatchWrites, LiveChanges {

    /** What a narrow scope leaves out. */
    static final String HIDDEN = "r4";

    private final SimServer server;
    private final SimWorld world;
    private final boolean narrow;

    SimClient(SimServer server, SimWorld world, boolean narrow) {
        this.server = server;
        this.world = world;
        this.narrow = narrow;
    }

    private boolean sees(String id) {
        return !narrow || !id.equals(HIDDEN);
    }

    private Change seen(Change change) {
        return sees(change.id()) ? change : Change.left(change.id());
    }

    private Outcome seen(Outcome outcome) {
        return outcome.match(
                applied -> new Outcome.Applied(applied.now().map(this::seen)),
                conflict -> Outcome.conflict(seen(conflict.now())),
                refused -> refused);
    }

    @Override
    public Page list(Cursor from, int limit) {
        throw new UnsupportedOperationException("the engine asks for changes");
    }

    @Override
    public Outcome create(Create create) {
        return seen(server.watched(create));
    }

    @Override
    public Outcome update(Update update) {
        return seen(server.watched(update));
    }

    @Override
    public Outcome delete(Delete delete) {
        return seen(server.watched(delete));
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        return server.batch(writes).stream().map(this::seen).toList();
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        ChangePage page = server.changesSince(since, limit);
        List<Change> visible = page.changes().stream()
                .filter(change -> sees(change.id()) || change.present().isEmpty())
                .toList();
        return new ChangePage(visible, page.next(), page.more(), page.kind());
    }

    @Override
    public Listening listen(Listener listener) {
        return server.inner().listen(new Unreliable(listener));
    }

    @Override
    public Guarantees guarantees() {
        Guarantees all = server.guarantees();
        return narrow ? all.toBuilder().scope(all.scope() + "/narrow").build() : all;
    }

    @Override
    public <C> Optional<C> capability(Class<C> type) {
        boolean has = (type == BatchWrites.class && world.has(Trait.BATCHES))
                || (type == LiveChanges.class && world.has(Trait.LIVE));
        return has ? Optional.of(type.cast(this)) : Optional.empty();
    }

    /** Hints get lost, come twice, late, or for nothing. */
    private final class Unreliable implements Listener {

        private final Listener inner;

        Unreliable(Listener inner) {
            this.inner = inner;
        }

        @Override
        public void hint(Set<String> ids) {
            int luck = world.random().nextInt(10);
            for (int i = luck < 3 ? 0 : luck < 8 ? 1 : 2; i > 0; i--) {
                later(() -> inner.hint(luck == 9 ? Set.of() : ids));
            }
        }

        @Override
        public void gap() {
            later(inner::gap);
        }

        @Override
        public void state(State state) {
            inner.state(state);
        }

        private void later(Runnable told) {
            world.clock().after(Duration.ofMillis(world.random().nextInt(2_000)), () -> true, told);
        }
    }
}
