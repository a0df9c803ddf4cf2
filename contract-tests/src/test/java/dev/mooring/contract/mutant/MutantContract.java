package dev.mooring.contract.mutant;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** The suite on the mutant that the run's configuration names. Started by {@link MutantRun} only. */
@ExtendWith(MutantContract.Choice.class)
class MutantContract extends AdapterContract {

    static final String MUTANT = "mooring.mutant";
    static final String HONEST = "mooring.mutant.honest";

    private @Nullable Subject subject;

    @AfterEach
    void close() {
        subject().close();
    }

    @Override
    protected SyncAdapter adapter() {
        return subject().adapter();
    }

    @Override
    protected SyncAdapter hasty() {
        return subject().hasty();
    }

    @Override
    protected Optional<SyncAdapter> otherUser() {
        return subject().otherUser();
    }

    @Override
    protected Optional<Backstage> backstage() {
        return subject().backstage();
    }

    @Override
    protected Optional<Faults> faults() {
        return subject().faults();
    }

    @Override
    protected List<String> secrets() {
        return subject().secrets();
    }

    @Override
    protected Map<String, @Nullable Object> fields(int n) {
        return subject().fields(n);
    }

    private Subject subject() {
        if (subject == null) {
            throw new IllegalStateException("no mutant was chosen: set " + MUTANT);
        }
        return subject;
    }

    static final class Choice implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            if (instance instanceof MutantContract contract) {
                Mutant mutant =
                        Mutants.named(context.getConfigurationParameter(MUTANT).orElseThrow());
                boolean honest = context.getConfigurationParameter(HONEST).isPresent();
                contract.subject = (honest ? mutant.honest() : mutant.broken()).get();
            }
        }
    }
}
