package dev.mooring.contract;

import static dev.mooring.contract.ReportRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Ids;
import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** A rule about odd ids that tried plain ones alone has proved nothing. */
class IdRulesTest {

    @TempDir
    Path reports;

    @Test
    void rulesAboutIdsThatAreNotAcceptedAreSkipped() throws IOException {
        JsonNode report = ReportRun.of(MinimalIds.class, "IdGroup", reports);

        assertThat(List.of("ID-1", "ID-2", "ID-3", "ID-4", "ID-5", "ID-7", "ID-10", "ID-11"))
                .allSatisfy(rule -> assertThat(verdict(report, rule)).as(rule).isEqualTo("skipped"));
        assertThat(List.of("ID-6", "ID-8", "ID-9", "ID-12"))
                .allSatisfy(rule -> assertThat(verdict(report, rule)).as(rule).isEqualTo("passed"));
        assertThat(ReportRun.rule(report, "ID-1").get("reason").asText())
                .contains("[A-Za-z0-9_-]+ of at most 36 bytes, accepts no two of these, or only plain ones");
    }

    @Test
    void letterCaseIsNotProvedByOneCase() throws IOException {
        assertThat(verdict(ReportRun.of(LowerCaseIds.class, "IdGroup", reports), "ID-8"))
                .isEqualTo("skipped");
        assertThat(verdict(ReportRun.of(UpperCaseIds.class, "IdGroup", reports), "ID-8"))
                .isEqualTo("skipped");
    }

    @Test
    void tildeIsNoBlankAndNoWildcard() throws IOException {
        JsonNode report = ReportRun.of(UnreservedIds.class, "IdGroup", reports);

        assertThat(verdict(report, "ID-2")).isEqualTo("passed");
        assertThat(verdict(report, "ID-10")).isEqualTo("skipped");
    }

    /** Ids under a rule. */
    abstract static class RuledIds extends AdapterContract {
        private final InMemoryBackend backend;

        RuledIds(Ids rule) {
            backend = InMemoryBackend.builder().guarantees(g -> g.ids(rule)).build();
        }

        @Override
        protected SyncAdapter adapter() {
            return backend.client();
        }
    }

    /** The rule of the least guarantees. */
    static final class MinimalIds extends RuledIds {
        MinimalIds() {
            super(Ids.clientMade("[A-Za-z0-9_-]+", 36));
        }
    }

    /** Lower case alone. */
    static final class LowerCaseIds extends RuledIds {
        LowerCaseIds() {
            super(Ids.clientMade("[a-z0-9-]+", 64));
        }
    }

    /** Upper case alone, but for the plain ids of the suite. */
    static final class UpperCaseIds extends RuledIds {
        UpperCaseIds() {
            super(Ids.clientMade("item-[0-9]+|CASE-item-[0-9]+", 64));
        }
    }

    /** What a path segment carries as it is. */
    static final class UnreservedIds extends RuledIds {
        UnreservedIds() {
            super(Ids.clientMade("[A-Za-z0-9._~-]+", 64));
        }
    }
}
