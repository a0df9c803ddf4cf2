package dev.mooring.contract;

import static dev.mooring.contract.ReportRun.rule;
import static dev.mooring.contract.ReportRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.mutant.Broken;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.nio.file.Path;
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
