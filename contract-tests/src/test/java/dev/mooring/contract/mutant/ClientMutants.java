package dev.mooring.contract.mutant;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

final class ClientMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                guaranteesThatVary(),
                Mutant.of("adapter that cannot be closed twice", "CLIENT-2", ClosesOnce::new),
                adapterThatStaysOpen(),
                Mutant.of("adapter that keeps the write it sends in a field", "CLIENT-4", OneField::new),
                listOfNull(),
                capabilityThatThrows());
    }

    private static Mutant guaranteesThatVary() {
        return Mutant.sharing("guarantees that vary with the weather", "CLIENT-1", () -> {
            AtomicInteger calls = new AtomicInteger();
            return honest -> new Broken(honest) {
                @Override
                public Guarantees guarantees() {
                    long size = 1000L + calls.incrementAndGet();
                    return honest.guarantees().toBuilder().largestBody(size).build();
                }
            };
        });
    }

    private static Mutant adapterThatStaysOpen() {
        return Mutant.of("adapter that goes on after close", "CLIENT-3", honest -> new Broken(honest) {
            @Override
            public void close() {
                // It forgot to.
            }
        });
    }

    private static Mutant listOfNull() {
        return Mutant.of("list that takes null for START", "CLIENT-5", honest -> new Broken(honest) {
            @Override
            @SuppressWarnings("NullAway") // A caller without null checks may pass it.
            public Page list(@Nullable Cursor from, int limit) {
                return honest.list(from == null ? Cursor.START : from, limit);
            }
        });
    }

    private static Mutant capabilityThatThrows() {
        List<Class<?>> known = List.of(BatchWrites.class, Lookup.class, KeyScan.class, LiveChanges.class);
        return Mutant.of("capability that throws on what it does not know", "CLIENT-6", honest -> new Broken(honest) {
            @Override
            public <C> Optional<C> capability(Class<C> type) {
                if (!known.contains(type)) {
                    throw new UnsupportedOperationException(type.getName());
                }
                return honest.capability(type);
            }
        });
    }

    private static final class ClosesOnce extends Broken {

        private boolean closed;

        ClosesOnce(SyncAdapter honest) {
            super(honest);
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("closed already");
            }
            closed = true;
            honest.close();
        }
    }

    /** Its first two creates meet, so that the mistake shows every time. */
    private static final class OneField extends Broken {

        private final CountDownLatch both = new CountDownLatch(2);
        private volatile @Nullable Create sending;

        OneField(SyncAdapter honest) {
            super(honest);
        }

        @Override
        public Outcome create(Create create) {
            sending = create;
            both.countDown();
            try {
                if (!both.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("only one thread came");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Create sent = sending;
            return honest.create(sent == null ? create : sent);
        }
    }
}
