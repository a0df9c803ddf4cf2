package dev.mooring.cli;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.On;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Faults for one test, in a proxy that serves them all: closing forgets, and leaves it running. Safe for several threads. */
record Shared(Faults network) implements Faults {

    @Override
    public Form form() {
        return network.form();
    }

    @Override
    public boolean supports(Fault fault) {
        return network.supports(fault);
    }

    @Override
    public void arm(On on, Fault... faults) {
        network.arm(on, faults);
    }

    @Override
    public void clear() {
        network.clear();
    }

    @Override
    public List<Request> requests() {
        return network.requests();
    }

    @Override
    public boolean awaitRequests(int count, Duration guard) throws InterruptedException {
        return network.awaitRequests(count, guard);
    }

    @Override
    public boolean awaitMet(int count, Duration guard) throws InterruptedException {
        return network.awaitMet(count, guard);
    }

    @Override
    public boolean awaitQuiet(Duration guard) throws InterruptedException {
        return network.awaitQuiet(guard);
    }

    @Override
    public void reset() {
        network.reset();
    }

    @Override
    public Set<String> credentials() {
        return network.credentials();
    }

    @Override
    public List<Request> strangers() {
        return network.strangers();
    }

    @Override
    public void close() {
        network.reset();
    }
}
