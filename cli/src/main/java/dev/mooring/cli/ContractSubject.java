package dev.mooring.cli;

import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/** The collection that the contract is run on, behind one proxy that makes faults. Used by one rule at a time. */
final class ContractSubject implements AutoCloseable {

    private final Configuration configuration;
    private final String collection;
    private final HttpFaults network;
    private final Backend patient;
    private final Backend hasty;

    ContractSubject(Configuration configuration, String collection) {
        String url = configuration
                .written("url")
                .orElseThrow(() -> new Problem(Exit.USAGE, "'url' is missing: the suite puts a proxy before it"));
        this.configuration = configuration;
        this.collection = collection;
        this.network = HttpFaults.inFrontOf(URI.create(url))
                .reading(what -> what.startsWith("POST ") && what.contains("/lookup"));
        // the suite's own conditions: whatever meets a fault is neither sent again nor held back for the next rule
        Configuration behind = configuration
                .with("url", network.uri().toString())
                .with("attempts", "1")
                .with("breaker", "false");
        this.patient = behind.backend();
        this.hasty = behind.with("timeout", "200ms").backend();
    }

    SyncAdapter adapter() {
        return patient.collection(collection);
    }

    /** A client that does not wait for long. */
    SyncAdapter hasty() {
        return hasty.collection(collection);
    }

    /** An id that the backend takes. */
    String id(int n) {
        try (SyncAdapter adapter = adapter()) {
            return Stream.of("item-" + n, new UUID(n, n).toString(), String.valueOf(n))
                    .filter(adapter.guarantees().ids()::accepts)
                    .findFirst()
                    .orElse("item-" + n);
        }
    }

    Faults faults() {
        return new Shared(network);
    }

    List<String> secrets() {
        return configuration.secrets();
    }

    @Override
    public void close() {
        patient.close();
        hasty.close();
        network.close();
    }

    /** Hands it to the rules that run in this session; who made it closes it after the session. */
    void offeredIn(LauncherSession session) {
        session.getStore().put(Namespace.create(ContractSubject.class), ContractSubject.class, this);
    }

    /** Where the rules get it from. */
    static final class Resolver implements ParameterResolver {

        private static final ExtensionContext.Namespace PLACE =
                ExtensionContext.Namespace.create(ContractSubject.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ContractSubject.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Objects.requireNonNull(
                    context.getStore(StoreScope.LAUNCHER_SESSION, PLACE)
                            .get(ContractSubject.class, ContractSubject.class),
                    "the session's subject");
        }
    }
}
