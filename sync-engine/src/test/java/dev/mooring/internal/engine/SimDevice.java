package dev.mooring.internal.engine;

import dev.mooring.Retry;
import dev.mooring.internal.engine.CrashingStore.Crash;
import dev.mooring.internal.engine.CrashingStore.Fate;
import dev.mooring.internal.engine.Notes.Flag;
import dev.mooring.internal.engine.Scene.Trait;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A device of the simulated world: its disk survives, its process dies and comes back, its clock is wrong. */
final class SimDevice {

    private final String name;
    private final SimWorld world;
    private final Clock clock;
    private final SimDisk disk = new SimDisk();
    private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Set<String> begunAnew = new HashSet<>();
    private @Nullable LocalStore store;
    private int life;
    private int dieIn = -1;
    private int fullFor;
    private boolean up;
    private boolean narrow;
    private boolean changed;

    SimDevice(String name, SimWorld world) {
        this.name = name;
        this.world = world;
        this.clock =
                Clock.offset(world.clock(), Duration.ofMinutes(world.random().nextInt(2_881) - 1_440));
    }

    String name() {
        return name;
    }

    boolean isUp() {
        return up;
    }

    /** Whether what it asks for leaves out {@link SimClient#HIDDEN}. */
    boolean isNarrow() {
        return narrow;
    }

    /** Whether its disk changed since this was asked last. */
    boolean hasChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** The process starts. */
    void start() {
        int mine = ++life;
        up = true;
        narrow = world.has(Trait.SCOPES) && (world.chance(3) != narrow);
        LocalStore there = world.defects().store(new CrashingStore(disk, this::fate));
        store = there;
        surviving(() -> {
            World engine = world(mine);
            Numbers numbers = new Numbers(there, () -> name);
            world.servers().keySet().forEach(collection -> open(collection, there, engine, numbers));
            List.copyOf(lanes.values()).forEach(Lane::start);
        });
    }

    private void open(String collection, LocalStore there, World engine, Numbers numbers) {
        Ledger ledger = new Ledger(
                setup(collection), numbers, clock, other -> Optional.ofNullable(ledgers.get(other)), new Silent());
        ledgers.put(collection, ledger);
        lanes.put(
                collection,
                new Lane(
                        there,
                        ledger,
                        engine,
                        problem -> {},
                        world.defects().claims(there, ledger),
                        world.defects().pages(there, ledger)));
    }

    private World world(int mine) {
        World.Control control = new World.Control() {
            @Override
            public void execute(Runnable event) {
                world.clock().after(Duration.ZERO, () -> lives(mine), () -> surviving(event));
            }

            @Override
            public Runnable schedule(Duration delay, Runnable event) {
                boolean[] cancelled = {false};
                world.clock().after(delay, () -> lives(mine) && !cancelled[0], () -> surviving(event));
                return () -> cancelled[0] = true;
            }
        };
        return new World(clock, world.random(), control, world.network().calls(() -> lives(mine), this::surviving));
    }

    private boolean lives(int mine) {
        return mine == life && up;
    }

    private Setup setup(String collection) {
        Setup plain = Setup.of(collection, new SimClient(world.server(collection), world, narrow));
        Setup whole = new Setup(
                collection,
                plain.adapter(),
                plain.guarantees(),
                plain.policy(),
                new Retry(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20),
                        plain.retry().times()),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                world.has(Trait.LIVE) ? Duration.ofMinutes(5) : Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                2,
                2,
                collection.equals(SimWorld.CHILDREN) ? Map.of("parent", SimWorld.PARENTS) : Map.of());
        return world.defects().setup(whole);
    }

    /** The process dies at one of its next commits. */
    void dieSoon() {
        dieIn = world.random().nextInt(4);
    }

    /** No space is left for some commits. */
    void fillDisk() {
        fullFor = 1 + world.random().nextInt(6);
    }

    /** The process dies here, every other time because the power goes. */
    void die() {
        if (++life % 2 == 0 && disk.cutPower()) {
            world.servers().keySet().stream().filter(this::loadsFirst).forEach(begunAnew::add);
        }
        up = false;
        lanes.clear();
        ledgers.clear();
        dieIn = -1;
    }

    private boolean loadsFirst(String collection) {
        Notes notes = new Notes(collection);
        return disk.read(reader -> notes.is(reader, Flag.IN_SNAPSHOT) && notes.is(reader, Flag.FIRST));
    }

    /** Whether a power cut took back some of a first load since this was asked last. */
    boolean hasBegunAnew(String collection) {
        return begunAnew.remove(collection);
    }

    /** What the application does in one transaction; answers whether it came back, so that it must hold. */
    boolean edit(Function<Hand, Boolean> edit) {
        if (!up || store == null) {
            return false;
        }
        LocalStore there = store;
        boolean[] done = {false};
        try {
            if (!Crash.outlived(() -> done[0] = there.write(tx -> edit.apply(new Hand(tx, ledgers))))) {
                die();
            }
        } catch (StoreException full) {
            return false;
        }
        List.copyOf(lanes.values()).forEach(lane -> surviving(lane::written));
        return done[0];
    }

    private void surviving(Runnable event) {
        try {
            if (up && !Crash.outlived(event)) {
                die();
            }
        } catch (StoreException full) {
            if (lanes.size() == world.servers().size()) {
                throw full;
            }
            // it could not even be opened
            die();
        }
    }

    private Fate fate() {
        changed = true;
        if (fullFor > 0) {
            fullFor--;
            return Fate.FULL;
        }
        if (dieIn < 0 || dieIn-- > 0) {
            return Fate.LIVES;
        }
        return world.random().nextBoolean() ? Fate.DIES_BEFORE : Fate.DIES_AFTER;
    }

    <T> T read(Function<? super StoreReader, T> work) {
        return disk.read(work);
    }

    Map<String, Map<String, ?>> view(String collection) {
        Map<String, Map<String, ?>> view = new TreeMap<>();
        records(collection).forEach(record -> record.view().ifPresent(fields -> view.put(record.id(), fields)));
        return view;
    }

    List<StoredRecord> records(String collection) {
        return disk.read(reader -> reader.records(collection, "", 1_000));
    }

    List<PendingWrite> outbox(String collection) {
        return disk.read(reader -> reader.pending(collection, 0, 1_000));
    }

    List<DeadLetter> letters(String collection) {
        return disk.read(reader -> reader.deadLetters(collection, 0, 1_000));
    }

    /** Where a record that the application knows by some id is stored; only while it is up. */
    String resolved(String collection, String id) {
        Ledger ledger = ledgers.get(collection);
        return ledger == null ? id : disk.read(reader -> ledger.resolve(reader, id));
    }

    Condition condition(String collection) {
        return Objects.requireNonNull(lanes.get(collection)).condition();
    }

    /**
     * The hand of an application, inside a transaction.
     *
     * @param tx where it happens
     * @param ledgers the collections
     */
    record Hand(StoreTransaction tx, Map<String, Ledger> ledgers) {

        Ledger ledger(String collection) {
            return Objects.requireNonNull(ledgers.get(collection));
        }

        Edits edits(String collection) {
            return new Edits(ledger(collection));
        }

        Doubts doubts(String collection) {
            return new Doubts(ledger(collection));
        }
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
