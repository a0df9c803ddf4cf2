package dev.mooring.contract.guide;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The hooks of an adapter that speaks HTTP. */
abstract class RestContract extends AdapterContract {

    abstract SyncAdapter adapter(URI base, String token);

    // snippet: faults
    private final HttpFaults faults = HttpFaults.inFrontOf(URI.create("http://localhost:8080/notes"));

    @Override
    protected SyncAdapter adapter() {
        return adapter(faults.uri(), "secret-token");
    }

    @Override
    protected Optional<Faults> faults() {
        return Optional.of(faults);
    }

    @Override
    protected List<String> secrets() {
        return List.of("secret-token");
    }

    @AfterEach
    void stop() {
        faults.close();
    }
    // end
}
