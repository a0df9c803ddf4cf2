package dev.mooring.internal.engine;

import dev.mooring.store.LocalStore;
import dev.mooring.store.MemoryStore;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A disk that a power cut takes back to where somebody last waited for it. */
final class SimDisk implements LocalStore {

    private static final int ALL = 10_000;

    private MemoryStore now = new MemoryStore();
    /** What a power cut leaves; null = all there is. */
    private @Nullable MemoryStore safe;

    @Override
    public <T> T read(Function<? super StoreReader, T> work) {
        return now.read(work);
    }

    @Override
    public <T> T write(Function<? super StoreTransaction, T> work) {
        T answer = now.write(work);
        safe = null;
        return answer;
    }

    @Override
    public <T> T writeRepeatable(Function<? super StoreTransaction, T> work) {
        if (safe == null) {
            safe = copy(now);
        }
        return now.write(work);
    }

    /** Answers whether anything was lost. */
    boolean cutPower() {
        if (safe == null) {
            return false;
        }
        now = safe;
        safe = null;
        return true;
    }

    private static MemoryStore copy(LocalStore from) {
        MemoryStore copy = new MemoryStore();
        from.<Boolean>read(reader -> copy.write(tx -> {
            copyNotes(reader, tx, "");
            reader.collections().forEach(collection -> copy(reader, tx, collection));
            return true;
        }));
        return copy;
    }

    private static void copy(StoreReader from, StoreTransaction to, String collection) {
        from.records(collection, "", ALL).forEach(record -> {
            to.put(record);
            from.marks(collection, List.of(record.id()))
                    .forEach((id, generation) -> to.mark(collection, List.of(id), generation));
        });
        from.pending(collection, 0, ALL).forEach(to::put);
        from.deadLetters(collection, 0, ALL).forEach(to::put);
        copyNotes(from, to, collection);
    }

    private static void copyNotes(StoreReader from, StoreTransaction to, String owner) {
        from.notes(owner, "", ALL).forEach((name, text) -> to.putNote(owner, name, text));
    }

    @Override
    public void close() {
        now.close();
    }
}
