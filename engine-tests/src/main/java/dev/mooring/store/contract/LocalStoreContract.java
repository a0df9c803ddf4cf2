package dev.mooring.store.contract;

import dev.mooring.store.LocalStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The rules that every {@link LocalStore} keeps, as tests: STORE-1 to STORE-10, one group each. An author extends this class and
 * says how to open a store; the rest has defaults for a store on disk.
 *
 * <pre>{@code
 * class MyStoreTest extends LocalStoreContract {
 *     @Override
 *     protected LocalStore open(Path place) {
 *         return MyStore.at(place.resolve("my.store"));
 *     }
 * }
 * }</pre>
 */
public abstract class LocalStoreContract {

    /** Opens the store at a place: an empty directory at first, later the same directory as the store left it. */
    protected abstract LocalStore open(Path place);

    /** The next process: closes a store and opens what it held. */
    protected LocalStore reopen(LocalStore store, Path place) {
        store.close();
        return open(place);
    }

    /** What the store has beyond an object in memory; a store on disk has every trait. */
    protected Set<StoreTrait> traits() {
        return EnumSet.allOf(StoreTrait.class);
    }

    /** How to make things go wrong. */
    protected StoreFaults faults() {
        return StoreFaults.none();
    }

    /** How long a step of another thread may take before the test gives up. It never makes a passing test slower. */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Nested
    @DisplayName("STORE-1 all or nothing, and durable")
    class AtomicGroup extends AtomicRules {
        AtomicGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-2 one work at a time, once")
    class SerialGroup extends SerialRules {
        SerialGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-3 a read is one moment")
    class MomentGroup extends MomentRules {
        MomentGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-4 lists have a limit and go on")
    class ListGroup extends ListRules {
        ListGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-5 values come back equal")
    class ValueGroup extends ValueRules {
        ValueGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-6 nothing is lost on failure")
    class FailureGroup extends FailureRules {
        FailureGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-7 one owner")
    class OwnerGroup extends OwnerRules {
        OwnerGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-8 closing")
    class CloseGroup extends CloseRules {
        CloseGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-9 interruption leaves no doubt")
    class InterruptionGroup extends InterruptionRules {
        InterruptionGroup() {
            super(LocalStoreContract.this);
        }
    }

    @Nested
    @DisplayName("STORE-10 told after the commit")
    class TellingGroup extends TellingRules {
        TellingGroup() {
            super(LocalStoreContract.this);
        }
    }
}
