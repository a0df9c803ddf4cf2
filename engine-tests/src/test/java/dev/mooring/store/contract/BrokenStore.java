package dev.mooring.store.contract;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Breaks what happens around works; what happens to values is broken by {@link BrokenReader}. */
final class BrokenStore extends Around {

    private final Mutant mutant;
    private volatile boolean closed;

    BrokenStore(LocalStore inner, Mutant mutant) {
        super(inner);
        this.mutant = mutant;
    }

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        if (mutant == Mutant.LOOKS_AGAIN) {
            return work.apply(BrokenReader.lookingAgain(inner));
        }
        return inner.read(reader -> work.apply(BrokenReader.of(reader, mutant)));
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        return switch (mutant) {
            case KEEPS_UNDONE_WORK -> keepingUndone(work);
            case WRAPS_EXCEPTIONS -> wrapping(work);
            case RUNS_TWICE ->
                inner.write(tx -> {
                    T first = work.apply(tx);
                    T second = work.apply(tx);
                    return second == null ? first : second;
                });
            case LEAVES_IN_DOUBT -> leavingInDoubt(work);
            case TAKES_THE_FLAG -> takingTheFlag(work);
            case CLOSES_UNDER_WORK -> refusingWhenClosed(work);
            case TELLS_EARLY, NEVER_TELLS, TELLS_LATE ->
                inner.write(tx -> work.apply(BrokenReader.telling(tx, mutant)));
            default -> inner.write(work);
        };
    }

    @Override
    public <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        return mutant == Mutant.KEEPS_UNDONE_REPEATABLE_WORK ? keepingUndone(work) : inner.writeRepeatable(work);
    }

    private <T> T keepingUndone(Function<? super StoreTransaction, T> work) {
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        AtomicReference<T> answer = new AtomicReference<>();
        inner.write(tx -> {
            try {
                answer.set(work.apply(tx));
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            return true;
        });
        if (thrown.get() != null) {
            throw thrown.get();
        }
        return answer.get();
    }

    private <T> T wrapping(Function<? super StoreTransaction, T> work) {
        try {
            return inner.write(work);
        } catch (IllegalArgumentException e) {
            throw new StoreException(Kind.FAILED, "work failed", e);
        }
    }

    private <T> T leavingInDoubt(Function<? super StoreTransaction, T> work) {
        T answer = inner.write(work);
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException(Kind.FAILED, "interrupted");
        }
        return answer;
    }

    private <T> T takingTheFlag(Function<? super StoreTransaction, T> work) {
        try {
            return inner.write(work);
        } finally {
            Thread.interrupted();
        }
    }

    private <T> T refusingWhenClosed(Function<? super StoreTransaction, T> work) {
        if (closed) {
            throw new StoreException(Kind.CLOSED, "closed");
        }
        return inner.write(work);
    }

    @Override
    public void close() {
        if (mutant == Mutant.CLOSES_ONCE && closed) {
            throw new StoreException(Kind.CLOSED, "closed already");
        }
        closed = true;
        if (mutant != Mutant.IGNORES_CLOSE && mutant != Mutant.CLOSES_UNDER_WORK) {
            super.close();
        }
    }
}
