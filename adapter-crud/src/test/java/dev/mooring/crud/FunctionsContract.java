package dev.mooring.crud;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The contract of adapters over {@link RowTable}, with faults around its functions. */
abstract class FunctionsContract extends AdapterContract {

    private static final Set<String> WRITES = Set.of(
            "insert",
            "insertWithMadeId",
            "patch",
            "replace",
            "remove",
            "insertAll",
            "patchAll",
            "removeAll",
            "insertOnce",
            "patchOnce",
            "removeOnce");

    final RowTable table;
    private final CallFaults faults = new CallFaults().statuses(FunctionsContract::thrownFor);

    FunctionsContract() {
        this(new RowTable());
    }

    FunctionsContract(RowTable table) {
        this.table = table;
    }

    abstract SyncAdapter adapter(TableFunctions functions);

    @Override
    protected SyncAdapter adapter() {
        return adapter(faults.around(TableFunctions.class, table.view(), method -> WRITES.contains(method.getName())));
    }

    /** Each test has a table of its own. */
    @Override
    protected void fresh() {
        faults.reset();
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return Optional.of(adapter(table.view("other")));
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(faults);
    }

    @Override
    protected Optional<Backstage> backstage() {
        return Optional.of(new TableBackstage(table, adapter(table.view()).guarantees()));
    }

    /** What a function throws where it meets a status, as the guide tells authors to. */
    static Optional<Exception> thrownFor(Fault fault) {
        int status = fault.status();
        if (status == 401) {
            return Optional.of(new Unauthenticated("the server answered 401"));
        }
        if (status == 429 || status == 503) {
            TemporaryFailure failure = TemporaryFailure.notApplied("the server answered " + status, null);
            return fault.retryAfter().isEmpty()
                    ? Optional.of(failure)
                    : fault.retryAfter()
                            .filter(text -> text.matches("[0-9]+"))
                            .map(text -> failure.retryAfter(Duration.ofSeconds(Long.parseLong(text))));
        }
        return status >= 500 ? Optional.of(new IOException("the server answered " + status)) : Optional.empty();
    }
}
