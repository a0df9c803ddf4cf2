package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.fetch.Resource;
import dev.mooring.fetch.sim.RestSimulator;
import dev.mooring.fetch.sim.Style;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated REST API of some style behind an HTTP proxy. */
final class SimulatedSite implements Site {

    private final RestSimulator simulator;
    private final HttpFaults faults;
    private final Resource resource;
    private final List<FetchBackend> clients = new CopyOnWriteArrayList<>();
    private final FetchBackend somebody;

    SimulatedSite(Style style, Resource resource) {
        this.simulator = RestSimulator.start(style);
        this.faults = HttpFaults.inFrontOf(simulator.uri());
        this.resource = resource;
        this.somebody = backend(simulator.uri());
    }

    @Override
    public SyncAdapter client(String collection) {
        FetchBackend backend = backend(faults.uri());
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
        simulator.close();
    }

    private FetchBackend backend(URI uri) {
        return FetchBackend.builder(uri).resource(resource).bare().build();
    }
}
