package dev.mooring.contract.http;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.Backstage;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JsonHttpAdapterTest extends AdapterContract {

    private static HttpSubject subject;

    @BeforeAll
    static void start() {
        subject = new HttpSubject(InMemoryBackend.builder(), JsonHttpAdapter::new);
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
    protected Optional<SyncAdapter> otherUser() {
        return subject.otherUser();
    }

    @Override
    protected Optional<Backstage> backstage() {
        return subject.backstage();
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
