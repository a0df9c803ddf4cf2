package dev.mooring.contract.http;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A server that promises the least: what faults leave open stays open. */
class JsonHttpMinimalTest extends AdapterContract {

    private static HttpSubject subject;

    @BeforeAll
    static void start() {
        subject = new HttpSubject(
                InMemoryBackend.builder()
                        .guarantees(g -> Guarantees.minimal().toBuilder().scope("http/minimal"))
                        .withoutTombstones()
                        .withoutNow(),
                JsonHttpAdapter::new);
    }

    @AfterAll
    static void stop() {
        subject.close();
    }

    @Override
    protected void fresh() {
        subject.fresh();
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
    protected Optional<Faults> faults() {
        return subject.faults();
    }

    @Override
    protected List<String> secrets() {
        return subject.secrets();
    }
}
