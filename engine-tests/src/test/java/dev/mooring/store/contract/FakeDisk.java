package dev.mooring.store.contract;

import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Stores in memory that behave as if they were on a disk: with an owner, a marker file that can be damaged, and a medium that fills. */
final class FakeDisk implements StoreFaults {

    private static final String MARKER = "marker";
    private final Map<Path, MemoryStore> stored = new HashMap<>();
    private final Set<Path> open = new HashSet<>();
    private final Set<Mutant> mutants;
    private Kind failing = Kind.CLOSED;

    FakeDisk(Set<Mutant> mutants) {
        this.mutants = mutants;
    }

    synchronized LocalStore open(Path place) {
        check(place.resolve(MARKER));
        if (!open.add(place) && !mutants.contains(Mutant.OPENS_TWICE)) {
            throw new StoreException(Kind.LOCKED, place + " is open");
        }
        MemoryStore old = stored.getOrDefault(place, new MemoryStore());
        stored.put(place, mutants.contains(Mutant.FORGETS) ? new MemoryStore() : old.reopen());
        return new OnDisk(stored.get(place), place);
    }

    private void check(Path marker) {
        try {
            String content = Files.exists(marker) ? Files.readString(marker) : "1";
            if (content.equals("1") || mutants.contains(Mutant.OVERWRITES)) {
                Files.writeString(marker, "1");
            }
            if (!content.equals("1")) {
                Kind kind = content.equals("2") ? Kind.NEWER_SCHEMA : Kind.CORRUPT;
                throw new StoreException(mutants.contains(Mutant.WRONG_KIND) ? Kind.FAILED : kind, "marker " + content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Runnable fill(LocalStore store) {
        return fail(Kind.FULL);
    }

    @Override
    public Runnable protect(LocalStore store) {
        return fail(Kind.READ_ONLY);
    }

    private Runnable fail(Kind kind) {
        failing = kind;
        return () -> failing = Kind.CLOSED;
    }

    @Override
    public void damage(Path place) throws IOException {
        Files.writeString(place.resolve(MARKER), "damaged");
    }

    @Override
    public void renew(Path place) throws IOException {
        Files.writeString(place.resolve(MARKER), "2");
    }

    /** A store whose changes fail while its disk does. */
    private final class OnDisk extends Around {

        private final Path place;

        OnDisk(MemoryStore inner, Path place) {
            super(inner);
            this.place = place;
        }

        @Override
        public <T> T write(Function<? super StoreTransaction, T> work) {
            return inner.write(tx -> {
                StoreException[] failure = new StoreException[1];
                T answer = work.apply(failing == Kind.CLOSED ? tx : failing(tx, failure));
                if (failure[0] != null && !mutants.contains(Mutant.FORGIVES)) {
                    throw failure[0];
                }
                return answer;
            });
        }

        private StoreTransaction failing(StoreTransaction tx, StoreException[] failure) {
            return (StoreTransaction) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {StoreTransaction.class},
                    (proxy, method, arguments) -> {
                        boolean takesSpace = method.getName().equals("put")
                                && (arguments[0] instanceof StoredRecord || arguments[0] instanceof PendingWrite);
                        if (takesSpace) {
                            failure[0] = new StoreException(failing, "the disk fails");
                            throw failure[0];
                        }
                        try {
                            return method.invoke(tx, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public void close() {
            synchronized (FakeDisk.this) {
                open.remove(place);
            }
            super.close();
        }
    }
}
