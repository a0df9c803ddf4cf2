package dev.mooring.internal.engine;

import dev.mooring.Retry;
import dev.mooring.internal.engine.CrashingStore.Crash;
import dev.mooring.internal.engine.CrashingStore.Fate;
import dev.mooring.internal.plan.Overlay;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A device of the simulated world: its disk survives, its process dies and comes back. */
final class SimDevice {

    static final String NAME = "c";

    private final String name;
    private final SimClock clock;
    private final SimNetwork network;
    private final SimServer server;
    private final Random random;
    private final Defects defects;
    private final MemoryStore disk = new MemoryStore();
    private int life;
    private int dieIn = -1;
    private @Nullable Lane lane;
    private @Nullable Edits edits;
    private @Nullable LocalStore store;

    SimDevice(String name, SimClock clock, SimNetwork network, SimServer server, Random random, Defects defects) {
        this.name = name;
        this.clock = clock;
        this.network = network;
        this.server = server;
        this.random = random;
        this.defects = defects;
    }

    boolean isUp() {
        return lane != null;
    }

    /** The process starts. */
    void start() {
        int mine = ++life;
        LocalStore there = defects.store(new CrashingStore(disk, this::fate));
        store = there;
        surviving(() -> {
            World world = world(mine);
            Numbers numbers = new Numbers(there, () -> name);
            Ledger ledger = new Ledger(setup(), numbers, clock, other -> Optional.empty(), new Silent());
            edits = new Edits(ledger);
            lane = new Lane(
                    there, ledger, world, problem -> {}, defects.claims(there, ledger), defects.pages(there, ledger));
            lane.start();
        });
    }

    private World world(int mine) {
        World.Control control = new World.Control() {
            @Override
            public void execute(Runnable event) {
                clock.after(Duration.ZERO, () -> mine == life && isUp(), () -> surviving(event));
            }

            @Override
            public Runnable schedule(Duration delay, Runnable event) {
                boolean[] cancelled = {false};
                clock.after(delay, () -> mine == life && isUp() && !cancelled[0], () -> surviving(event));
                return () -> cancelled[0] = true;
            }
        };
        return new World(clock, random, control, network.calls(() -> mine == life && isUp(), this::surviving));
    }

    private Setup setup() {
        Setup plain = Setup.of(NAME, server);
        return new Setup(
                NAME,
                server,
                plain.guarantees(),
                plain.policy(),
                new Retry(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20),
                        plain.retry().times()),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                2,
                2,
                Map.of());
    }

    /** The process dies at one of its next commits. */
    void dieSoon() {
        dieIn = random.nextInt(4);
    }

    /** The process dies here. */
    void die() {
        life++;
        lane = null;
        edits = null;
        dieIn = -1;
    }

    /** What the application does; answers whether it came back, so that it must hold. */
    boolean edit(BiFunction<Edits, StoreTransaction, Boolean> edit) {
        if (lane == null || edits == null || store == null) {
            return false;
        }
        Lane running = lane;
        Edits mine = edits;
        LocalStore there = store;
        boolean[] done = {false};
        surviving(() -> {
            done[0] = there.write(tx -> edit.apply(mine, tx));
            running.written();
        });
        return done[0];
    }

    private void surviving(Runnable event) {
        try {
            event.run();
        } catch (Crash crash) {
            die();
        }
    }

    private Fate fate() {
        if (dieIn < 0 || dieIn-- > 0) {
            return Fate.LIVES;
        }
        return random.nextBoolean() ? Fate.DIES_BEFORE : Fate.DIES_AFTER;
    }

    Map<String, Map<String, ?>> view() {
        Map<String, Map<String, ?>> view = new TreeMap<>();
        records().forEach(record -> record.view().ifPresent(fields -> view.put(record.id(), fields)));
        return view;
    }

    List<StoredRecord> records() {
        return disk.read(reader -> reader.records(NAME, "", 1_000));
    }

    long pending() {
        return disk.read(reader -> reader.pendingCount(NAME));
    }

    List<DeadLetter> letters() {
        return disk.read(reader -> reader.deadLetters(NAME, 0, 1_000));
    }

    String outbox() {
        return disk.read(reader -> reader.pending(NAME, 0, 100)).toString();
    }

    /** Records whose view is not base plus pending (law 5). */
    Set<String> falseViews() {
        Set<String> wrong = new HashSet<>();
        for (StoredRecord record : records()) {
            Optional<Map<String, @Nullable Object>> expected = Overlay.view(
                    record.base().map(Document::fields), disk.read(reader -> reader.pendingOf(NAME, record.id())));
            if (!record.view().equals(expected)) {
                wrong.add(record.id());
            }
        }
        return wrong;
    }

    private static final class Silent implements Events {
        @Override
        public void changed(String id) {
            // nobody observes here
        }

        @Override
        public void lost(DeadLetter letter) {
            // the dead letters are read from the disk
        }
    }
}
