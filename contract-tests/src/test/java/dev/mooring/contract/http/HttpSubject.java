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
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server, faults in front of it, and adapters of one kind. */
public final class HttpSubject implements Subject {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration HASTY = Duration.ofMillis(200);

    private final InMemoryBackend backend;
    private final Guarantees guarantees;
    private final JsonServer server;
    private final HttpFaults faults;
    private final Kind kind;

    /** Starts a server around a backend, and faults in front of it. */
    public HttpSubject(InMemoryBackendBuilder builder, Kind kind) {
        this(builder, kind, JsonServer.Pace.FAST);
    }

    HttpSubject(InMemoryBackendBuilder builder, Kind kind, JsonServer.Pace pace) {
        this.backend = builder.build();
        this.guarantees = backend.client().guarantees();
        this.kind = kind;
        try {
            this.server = new JsonServer(backend, pace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.faults = HttpFaults.inFrontOf(server.uri());
    }

    @Override
    public SyncAdapter adapter() {
        return adapter(InMemoryBackend.USER, PATIENT);
    }

    @Override
    public SyncAdapter hasty() {
        return adapter(InMemoryBackend.USER, HASTY);
    }

    @Override
    public Optional<SyncAdapter> otherUser() {
        return Optional.of(adapter("other", PATIENT));
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

    private SyncAdapter adapter(String user, Duration timeOut) {
        return kind.adapter(new HttpSetup(faults.uri(), user, guarantees, timeOut));
    }

    /** A kind of adapter: the honest one or a mutant. */
    @FunctionalInterface
    public interface Kind {
        /** A new adapter. */
        SyncAdapter adapter(HttpSetup setup);
    }
}
