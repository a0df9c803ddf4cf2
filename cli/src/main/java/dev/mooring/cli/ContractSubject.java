package dev.mooring.cli;

import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The collection that the contract is run on, behind one proxy that makes faults. Used by one test at a time. */
final class ContractSubject implements AutoCloseable {

    static final String CONFIG = "mooring.cli.config";
    static final String COLLECTION = "mooring.cli.collection";

    private final Configuration configuration;
    private final String collection;
    private final HttpFaults network;
    private final List<Backend> backends = new ArrayList<>();

    ContractSubject(Configuration configuration, String collection) {
        String url = configuration
                .written("url")
                .orElseThrow(() -> new Problem(Exit.USAGE, "'url' is missing: the suite puts a proxy before it"));
        this.network = HttpFaults.inFrontOf(URI.create(url));
        // the suite's own condition: an adapter that does not try again by itself
        this.configuration = configuration.with("url", network.uri().toString()).with("attempts", "1");
        this.collection = collection;
    }

    SyncAdapter adapter(Optional<String> timeout) {
        Configuration chosen =
                timeout.map(time -> configuration.with("timeout", time)).orElse(configuration);
        Backend backend = chosen.backend();
        backends.add(backend);
        return backend.collection(collection);
    }

    Faults faults() {
        return new Shared(network);
    }

    List<String> secrets() {
        return configuration.secrets();
    }

    @Override
    public void close() {
        backends.forEach(Backend::close);
        network.close();
    }

    /** Hands the subject to the suite: one for the whole run, from the run's own parameters. */
    static final class Resolver implements ParameterResolver {

        private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(Resolver.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ContractSubject.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(PLACE)
                    .computeIfAbsent(ContractSubject.class, type -> subject(context), ContractSubject.class);
        }

        private static ContractSubject subject(ExtensionContext context) {
            Path file = Path.of(context.getConfigurationParameter(CONFIG).orElseThrow());
            String collection = context.getConfigurationParameter(COLLECTION).orElseThrow();
            return new ContractSubject(Configuration.read(file, System.getenv()), collection);
        }
    }
}
