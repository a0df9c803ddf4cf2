package dev.mooring.contract.mutant;

import dev.mooring.contract.Backstage;
import dev.mooring.contract.Schema;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the contract class of a mutant is made of: the same hooks. Made anew for each test. */
public interface Subject extends AutoCloseable {

    /** A new adapter. */
    SyncAdapter adapter();

    /** As in the contract class. */
    default SyncAdapter hasty() {
        return adapter();
    }

    /** As in the contract class. */
    default Optional<SyncAdapter> otherUser() {
        return Optional.empty();
    }

    /** As in the contract class. */
    default Optional<Backstage> backstage() {
        return Optional.empty();
    }

    /** As in the contract class. */
    default Optional<Faults> faults() {
        return Optional.empty();
    }

    /** As in the contract class. */
    default List<String> secrets() {
        return List.of();
    }

    /** As in the contract class. */
    default Map<String, @Nullable Object> fields(int n) {
        return Schema.fields(n);
    }

    /** Ends what the subject started. */
    @Override
    default void close() {}

    /** An adapter of a backend in memory, broken or not. */
    static Subject of(InMemoryBackend backend, UnaryOperator<SyncAdapter> breaking) {
        return new Subject() {
            @Override
            public SyncAdapter adapter() {
                return breaking.apply(backend.client());
            }

            @Override
            public Optional<SyncAdapter> otherUser() {
                return Optional.of(backend.client("other"));
            }

            @Override
            public Optional<Backstage> backstage() {
                return Optional.of(new MemoryBackstage(backend));
            }
        };
    }
}
