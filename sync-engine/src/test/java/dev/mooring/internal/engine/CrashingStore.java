package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store whose process dies at a commit, just before it or just after, or that has no space for it. */
final class CrashingStore implements LocalStore {

    private final LocalStore disk;
    private final Supplier<Fate> fates;

    CrashingStore(LocalStore disk, Supplier<Fate> fates) {
        this.disk = disk;
        this.fates = fates;
    }

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        return disk.read(work);
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        Fate fate = fates.get();
        return dying(fate, disk.write(tx -> commit(fate, work.apply(tx))));
    }

    @Override
    public <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        Fate fate = fates.get();
        return dying(fate, disk.writeRepeatable(tx -> commit(fate, work.apply(tx))));
    }

    private static <T> T commit(Fate fate, T made) {
        if (fate == Fate.FULL) {
            throw new StoreException(StoreException.Kind.FULL, "no space is left");
        }
        if (fate == Fate.DIES_BEFORE) {
            throw Crash.unchecked();
        }
        return made;
    }

    private static <T> T dying(Fate fate, T answer) {
        if (fate == Fate.DIES_AFTER) {
            throw Crash.unchecked();
        }
        return answer;
    }

    @Override
    public void close() {
        disk.close();
    }

    enum Fate {
        LIVES,
        FULL,
        DIES_BEFORE,
        DIES_AFTER
    }

    /** The process is gone: neither an exception nor an error, since what the engine deals with, it lives to deal with. */
    static final class Crash extends Throwable {
        private static final long serialVersionUID = 1L;

        private Crash() {
            super("crash", null, false, false);
        }

        static RuntimeException unchecked() {
            return Crash.<RuntimeException>as(new Crash());
        }

        /** Does something; answers whether the process outlives it. */
        static boolean outlived(Runnable event) {
            try {
                event.run();
                return true;
            } catch (Throwable thrown) {
                if (thrown instanceof Crash) {
                    return false;
                }
                throw Crash.<RuntimeException>as(thrown);
            }
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // no check is what it is for
        private static <T extends Throwable> T as(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }
}
