package dev.mooring.contract;

import static dev.mooring.contract.ReportRun.rule;
import static dev.mooring.contract.ReportRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.mutant.Broken;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.WriteKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** Whose failure it was. */
class ContractFailuresTest {

    @TempDir
    Path reports;

    @Test
    void adapterThatAbortsTheTestFailsIt() throws IOException {
        JsonNode report = ReportRun.of(Evasive.class, "ListGroup", reports);

        assertThat(verdict(report, "LIST-1")).isEqualTo("failed");
        assertThat(reason(report)).startsWith("LIST-1 (").contains("list threw ", "not today");
    }

    @Test
    void freshThatThrowsIsTold() throws IOException {
        JsonNode report = ReportRun.of(Stale.class, "ListGroup", reports);

        assertThat(reason(report))
                .startsWith("LIST-1 (")
                .endsWith("before the rule, fresh() threw java.lang.IllegalStateException: no table");
        assertThat(state(report)).isEqualTo("claimed, not proven");
    }

    @Test
    void fixtureThatMakesNoAdapterIsToldAndClaimsNothingThatIsKnown() throws IOException {
        JsonNode report = ReportRun.of(Unmade.class, "ListGroup", reports);

        assertThat(reason(report))
                .startsWith("LIST-1 (")
                .endsWith("adapter() threw java.lang.IllegalStateException: no address");
        assertThat(state(report)).isEqualTo("unknown");
    }

    @Test
    void adapterThatNeverAnswersDoesNotHoldUpTheSuite() throws IOException {
        JsonNode report = ReportRun.ofSecond(Mute.class, "ListGroup", reports);

        assertThat(reason(report)).startsWith("LIST-1 (").endsWith(" ms: list did not answer");
        assertThat(report.toString()).contains("no end within 1000 ms", "no end within 100 ms");
    }

    @Test
    void racesMaySettleByFailuresThatPass() throws IOException {
        assertThat(verdict(ReportRun.of(Serial.class, "CreateGroup", "oneOfTwoCreatesAtOnceWins", reports), "CREATE-9"))
                .isEqualTo("passed");
        assertThat(verdict(ReportRun.of(Serial.class, "ClientGroup", "eightThreadsLoseNothing", reports), "CLIENT-4"))
                .isEqualTo("passed");
    }

    private static String reason(JsonNode report) {
        return rule(report, "LIST-1").get("reason").asText();
    }

    private static String state(JsonNode report) {
        return report.get("capabilities").get(0).get("state").asText();
    }

    /** Skips the suite's rules from inside. */
    static final class Evasive extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public Page list(Cursor from, int limit) {
                    throw new TestAbortedException("not today");
                }
            };
        }

        @Override
        protected void fresh() {}
    }

    /** Never answers, and does not heed interruption. */
    static final class Mute extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public Page list(Cursor from, int limit) {
                    new CompletableFuture<>().join();
                    return super.list(from, limit);
                }
            };
        }
    }

    /** Answers the first attempt of each create beside other threads as a database in a race does. */
    static final class Serial extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();
        private final Set<WriteKey> failed = ConcurrentHashMap.newKeySet();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public Outcome create(Create create) {
                    boolean beside = Thread.currentThread().getName().startsWith("pool-");
                    if (beside && failed.add(create.key())) {
                        throw TemporaryFailure.notApplied("the transaction could not be serialised", null);
                    }
                    return super.create(create);
                }
            };
        }
    }

    /** Cannot empty its collection. */
    static final class Stale extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return backend.client();
        }

        @Override
        protected void fresh() {
            throw new IllegalStateException("no table");
        }
    }

    /** Cannot make its adapter. */
    static final class Unmade extends AdapterContract {
        @Override
        protected SyncAdapter adapter() {
            throw new IllegalStateException("no address");
        }
    }
}
