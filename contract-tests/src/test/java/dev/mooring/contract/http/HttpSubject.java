package dev.mooring.contract.http;

import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.contract.mutant.MemoryBackstage;
import dev.mooring.contract.mutant.Subject;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server, faults in front of it, and adapters of one kind. Serves one rule, or all rules of a class one after the other. */
public final class HttpSubject implements Subject {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration HASTY = Duration.ofMillis(200);

    private final InMemoryBackendBuilder builder;
    private final Guarantees guarantees;
    private final JsonServer server;
    private final HttpFaults faults;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .build();
    private final Kind kind;
    private volatile InMemoryBackend backend;

    /** Starts a server around a backend, and faults in front of it. */
    public HttpSubject(InMemoryBackendBuilder builder, Kind kind) {
        this(builder, kind, JsonServer.Pace.FAST);
    }

    HttpSubject(InMemoryBackendBuilder builder, Kind kind, JsonServer.Pace pace) {
        this.builder = builder;
        this.backend = builder.build();
        this.guarantees = backend.client().guarantees();
        this.kind = kind;
        try {
            this.server = new JsonServer(this::backend, pace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.faults = HttpFaults.inFrontOf(server.uri());
    }

    /** Empties the server: it has another backend from now on. */
    void fresh() {
        backend = builder.build();
    }

    private InMemoryBackend backend() {
        return backend;
    }

    @Override
    public SyncAdapter adapter() {
        return adapter(PATIENT);
    }

    @Override
    public SyncAdapter hasty() {
        return adapter(HASTY);
    }

    @Override
    public Optional<SyncAdapter> otherUser() {
        // past the faults: they remember every credential that they see, and only this user's is the adapter's own
        return Optional.of(kind.adapter(new HttpSetup(server.uri(), "other", guarantees, PATIENT, client)));
    }

    @Override
    public Optional<Backstage> backstage() {
        return Optional.of(new MemoryBackstage(backend));
    }

    @Override
    public Optional<Faults> faults() {
        return Optional.of(faults);
    }

    @Override
    public List<String> secrets() {
        return List.of(HttpSetup.tokenOf(InMemoryBackend.USER));
    }

    @Override
    public void close() {
        faults.close();
        server.close();
    }

    private SyncAdapter adapter(Duration timeOut) {
        return kind.adapter(new HttpSetup(faults.uri(), InMemoryBackend.USER, guarantees, timeOut, client));
    }

    /** A kind of adapter: the honest one or a mutant. */
    @FunctionalInterface
    public interface Kind {
        /** A new adapter. */
        SyncAdapter adapter(HttpSetup setup);
    }
}
