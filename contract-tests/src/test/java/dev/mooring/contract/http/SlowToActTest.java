package dev.mooring.contract.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.ReportRun;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Verb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** The client has given up, and the server acts later: the suite looks at effects only then. */
class SlowToActTest {

    @TempDir
    Path reports;

    @Test
    void effectsAreJudgedWhenTheServerHasActed() throws IOException {
        JsonNode report = ReportRun.of(Slow.class, "FaultGroup", "lateAnswerIsTemporary", reports);

        assertThat(ReportRun.rule(report, "FAULT-8").toString()).contains("\"verdict\":\"passed\"");
    }

    /** Acts on a write after the next read, as the worst of chances would have it, or else after half a second. */
    static final class AfterTheNextRead implements JsonServer.Pace {

        private volatile CountDownLatch read = new CountDownLatch(1);

        @Override
        public void beforeWrite() {
            read = new CountDownLatch(1);
            try {
                read.await(500, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void afterRead() {
            read.countDown();
        }
    }

    /** A backend that remembers nothing of a write, so that only waiting tells what became of it. */
    static final class Slow extends AdapterContract {

        private final HttpSubject subject = new HttpSubject(
                InMemoryBackend.builder()
                        .guarantees(g -> Guarantees.minimal().toBuilder()
                                .scope("http/slow")
                                .verbs(Set.of(Verb.CREATE))),
                JsonHttpAdapter::new,
                new AfterTheNextRead());

        @AfterEach
        void close() {
            subject.close();
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
    }
}
