package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.StoreTransaction;
import dev.mooring.sync.WriteKey;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The name of this installation and the numbers of its writes, never used twice: a block of numbers is reserved on disk
 * before the first of them is used, so that most writes cost nothing here. Safe for several threads.
 */
public final class Numbers {

    private static final String STORE = "";
    private static final int BLOCK = 1_000;

    private final String device;
    private final AtomicLong last;
    private final AtomicLong reserved;

    /** Reads the numbers of a store, or begins them. */
    public Numbers(LocalStore store, Supplier<String> ids) {
        this.device = store.write(tx -> {
            String name = tx.note(STORE, "device").orElseGet(ids);
            tx.putNote(STORE, "device", name);
            return name;
        });
        long from = store.read(
                reader -> reader.note(STORE, "numbers").map(Long::valueOf).orElse(0L));
        this.last = new AtomicLong(from);
        this.reserved = new AtomicLong(from);
    }

    /** The next number. */
    long next(StoreTransaction tx) {
        long number = last.incrementAndGet();
        if (number > reserved.get()) {
            long block = number + BLOCK;
            tx.putNote(STORE, "numbers", Long.toString(block));
            // only what is on disk counts: when this work is undone, the next number reserves again
            tx.onCommit(() -> reserved.accumulateAndGet(block, Math::max));
        }
        return number;
    }

    /** The key of the write with that number. */
    WriteKey key(long number) {
        return WriteKey.of(device, number);
    }

    boolean isOwn(WriteKey key) {
        return key.device().equals(device);
    }

    static long number(WriteKey key) {
        return Long.parseLong(key.token().substring(key.device().length() + 1));
    }
}
