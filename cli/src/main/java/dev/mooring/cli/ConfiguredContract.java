package dev.mooring.cli;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract suite on a backend that a configuration describes. Run by {@link ContractCommand}, never by a build. */
@ExtendWith(ContractSubject.Resolver.class)
final class ConfiguredContract extends AdapterContract {

    private final ContractSubject subject;

    ConfiguredContract(ContractSubject subject) {
        this.subject = subject;
    }

    @Override
    protected SyncAdapter adapter() {
        return subject.adapter();
    }

    @Override
    protected SyncAdapter hasty() {
        return subject.hasty();
    }

    @Override
    protected String id(int n) {
        return subject.id(n);
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(subject.faults());
    }

    @Override
    protected List<String> secrets() {
        return subject.secrets();
    }
}
