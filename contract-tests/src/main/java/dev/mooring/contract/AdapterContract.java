package dev.mooring.contract;

import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rules that every adapter keeps, as tests. An author extends this class and says how to make an adapter; the rest has
 * defaults. {@code RULES.md} lists the rules; which of them apply follows from the adapter's guarantees. A report is written to
 * {@code target/contract}.
 *
 * <p>The collection must take the fields of {@link #fields}: the schema is published as {@code contract-schema.sql} and
 * {@code contract-schema.json} beside this class.
 */
@ExtendWith(ContractExtension.class)
public abstract class AdapterContract {

    private @Nullable Bench bench;

    /** A new adapter. Called twice it gives two clients of the same collection; the suite closes them. */
    protected abstract SyncAdapter adapter();

    /**
     * The n-th id, the same for the same n, within the claimed rule for ids. The suite counts n upwards from a large random
     * number, so that ids of earlier runs do not return.
     */
    protected String id(int n) {
        return "item-" + n;
    }

    /** The n-th record: the same fields for each n, at least two of them with another value for each n. */
    protected Map<String, @Nullable Object> fields(int n) {
        return Schema.fields(n);
    }

    /** Empties the collection, before each test. By default through the adapter. */
    protected void fresh() {
        bench().client().empty();
    }

    /**
     * A new adapter that waits for an answer for 200 ms at most. Only rules about servers that are too slow use it; by default
     * it is {@link #adapter()}, and they take as long as its time-outs.
     */
    protected SyncAdapter hasty() {
        return adapter();
    }

    /** A client of the same collection that is signed in as somebody else, who may not see what the first user sees. */
    protected Optional<SyncAdapter> otherUser() {
        return Optional.empty();
    }

    /** What only the backend's owner can do. */
    protected Optional<Backstage> backstage() {
        return Optional.empty();
    }

    /**
     * Fault injection between the adapter and its backend, the same for the whole test; the adapters of this fixture go through it.
     * The fixture closes it. Retries and circuit breakers of the adapter are switched off, or wait 1 ms at most.
     */
    protected Optional<Faults> faults() {
        return Optional.empty();
    }

    /** The secrets that the adapter was made with: they must not appear anywhere. */
    protected List<String> secrets() {
        return List.of();
    }

    final Bench bench() {
        if (bench == null) {
            bench = new Bench(this);
        }
        return bench;
    }

    @Nested
    @DisplayName("BATCH")
    class BatchGroup extends BatchRules {
        BatchGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("CLIENT")
    class ClientGroup extends ClientRules {
        ClientGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("CREATE")
    class CreateGroup extends CreateRules {
        CreateGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("DELETE")
    class DeleteGroup extends DeleteRules {
        DeleteGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("ERROR")
    class ErrorGroup extends ErrorRules {
        ErrorGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("FAULT")
    class FaultGroup extends FaultRules {
        FaultGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("FEED")
    class FeedGroup extends FeedRules {
        FeedGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("ID")
    class IdGroup extends IdRules {
        IdGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("LIST")
    class ListGroup extends ListRules {
        ListGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("LIVE")
    class LiveGroup extends LiveRules {
        LiveGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("LOOKUP")
    class LookupGroup extends LookupRules {
        LookupGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("SCAN")
    class ScanGroup extends ScanRules {
        ScanGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("SECRET")
    class SecretGroup extends SecretRules {
        SecretGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("UPDATE")
    class UpdateGroup extends UpdateRules {
        UpdateGroup() {
            super(AdapterContract.this);
        }
    }

    @Nested
    @DisplayName("VALUE")
    class ValueGroup extends ValueRules {
        ValueGroup() {
            super(AdapterContract.this);
        }
    }
}
