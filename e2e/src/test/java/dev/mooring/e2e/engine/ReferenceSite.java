package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The reference backend behind an HTTP proxy; its tokens can be revoked. */
final class ReferenceSite implements Site {

    private static final String ALWAYS = "somebody-token-1";

    private final RestServer server =
            RestServer.builder().inMemory().user("somebody", ALWAYS).start();
    private final HttpFaults faults =
            HttpFaults.inFrontOf(server.uri()).reading(what -> what.startsWith("POST ") && what.contains("/lookup"));
    private final AtomicInteger tokens = new AtomicInteger();
    private final List<FetchBackend> clients = new CopyOnWriteArrayList<>();
    private final FetchBackend somebody = backend(server.uri(), () -> ALWAYS);

    ReferenceSite() {
        admit();
    }

    @Override
    public SyncAdapter client(String collection) {
        FetchBackend backend = backend(faults.uri(), this::token);
        clients.add(backend);
        return backend.collection(collection);
    }

    @Override
    public SyncAdapter direct(String collection) {
        return somebody.collection(collection);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public void lockOut() {
        server.revoke(token());
    }

    @Override
    public void admit() {
        tokens.incrementAndGet();
        server.admit(token(), "somebody");
    }

    @Override
    public void calm() {
        Site.super.calm();
        clients.forEach(FetchBackend::close);
        clients.clear();
    }

    @Override
    public void close() {
        calm();
        somebody.close();
        faults.close();
        server.close();
    }

    private String token() {
        return "device-token-" + tokens.get();
    }

    private static FetchBackend backend(URI uri, Supplier<String> token) {
        return FetchBackend.mooringRest(uri)
                .user("somebody")
                .token(token)
                .bare()
                .build();
    }
}
