package dev.mooring.crud;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.CallFaults;
import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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
        String message = "the server answered " + fault.status();
        return Optional.of(
                switch (fault.status()) {
                    case 400, 409, 413, 422 -> new Rejected(new Problem(String.valueOf(fault.status()), message));
                    case 401 -> new Unauthenticated(message);
                    case 429, 503 -> busy(message, fault.retryAfter());
                    default -> fault.status() >= 500 ? new IOException(message) : new Misconfigured(message);
                });
    }

    private static TemporaryFailure busy(String message, Optional<String> retryAfter) {
        TemporaryFailure failure = TemporaryFailure.notApplied(message, null);
        return retryAfter.map(text -> failure.retryAfter(pause(text))).orElse(failure);
    }

    private static Duration pause(String retryAfter) {
        if (retryAfter.matches("[0-9]+")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        Instant until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        return Duration.between(Instant.now(), until);
    }
}
