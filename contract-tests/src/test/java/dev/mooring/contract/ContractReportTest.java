package dev.mooring.contract;

import static dev.mooring.contract.ReportRun.rule;
import static dev.mooring.contract.ReportRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.mutant.Broken;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Snapshots;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.ObjectMapper;

class ContractReportTest {

    /** Each subject is run once, whatever is asked of its report. */
    private static final Map<Class<?>, JsonNode> RUNS = new HashMap<>();

    @TempDir
    static Path reports;

    @Test
    void guaranteeThatHoldsWithoutBeingClaimedIsUndeclared() throws IOException {
        JsonNode report = run(Modest.class);

        assertThat(verdict(report, "UPDATE-4")).isEqualTo("undeclared");
        assertThat(rule(report, "UPDATE-4").get("reason").asText()).contains("not claimed: conditionalUpdates");
        assertThat(state(report, Claim.CONDITIONAL_UPDATES)).startsWith("undeclared");
    }

    @Test
    void claimedGuaranteeThatFailsIsAFailure() throws IOException {
        JsonNode report = run(Boastful.class);

        assertThat(verdict(report, "FEED-18")).isEqualTo("failed");
        assertThat(rule(report, "FEED-18").get("reason").asText())
                .startsWith("FEED-18 (a deletion arrives as a removal with the reason DELETED): ")
                .contains("expected Removal DELETED");
        assertThat(state(report, Claim.DELETES)).isEqualTo("FAILED");
    }

    @Test
    void skipsTellTheirReasonAndProofsAreCounted() throws IOException {
        JsonNode report = run(Boastful.class);

        assertThat(verdict(report, "FEED-27")).isEqualTo("skipped");
        assertThat(rule(report, "FEED-27").get("reason").asText()).contains("not verifiable here");
        assertThat(state(report, Claim.STORED_KEYS)).isEqualTo("proven");
        assertThat(report.get("faults").asText()).isEqualTo("none");
        assertThat(report.get("summary").get("not run").asInt()).isZero();
    }

    @Test
    void invariantFollowsEveryTest() throws IOException {
        JsonNode report = run(TwoFaced.class);

        assertThat(rule(report, "CREATE-1").get("reason").asText())
                .startsWith("CREATE-1 (")
                .contains("invariant, after the test itself had passed", "by list and by find");
    }

    @Test
    void adapterThatCannotBeClosedIsAFailure() throws IOException {
        JsonNode report = run(Unclosable.class);

        assertThat(rule(report, "LIST-1").get("reason").asText()).contains("closing an adapter after the test threw");
    }

    @Test
    void failureNamesTheVerbThatThrewOrAnsweredNull() throws IOException {
        JsonNode report = run(Odd.class);

        assertThat(rule(report, "DELETE-1").get("reason").asText())
                .startsWith("DELETE-1 (")
                .endsWith("delete threw java.io.IOException: disk");
        assertThat(rule(report, "UPDATE-1").get("reason").asText()).endsWith("update: expected an answer, seen null");
    }

    @Test
    void fixtureWithoutAnAdapterIsTold() throws IOException {
        JsonNode report = run(Empty.class);

        assertThat(rule(report, "LIST-1").get("reason").asText()).contains("adapter() answered null");
    }

    @Test
    void reportForPeopleSaysTheSame() throws IOException {
        run(Boastful.class);

        assertThat(Files.readString(reports.resolve("Boastful.md")))
                .contains("| removals DELETES | DELETES_AND_EXITS | FAILED |")
                .contains("- LIST-1 passed: an empty collection lists nothing, and ends\n")
                .contains("- FEED-18 **failed**: a deletion arrives as a removal with the reason DELETED\n\n  ")
                .doesNotContain("FEED-18 (");
    }

    @Test
    void reportForPeopleFitsATerminal() throws IOException {
        run(Boastful.class);

        String rules = Files.readString(reports.resolve("Boastful.md")).split("## Rules", -1)[1];

        assertThat(rules.lines().filter(line -> line.strip().contains(" ")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void feedThatIsASnapshotIsNotSaidToTellOfRemovals() throws IOException {
        JsonNode report = run(Whole.class);

        assertThat(verdict(report, "FEED-19")).isEqualTo("skipped");
        assertThat(state(report, Claim.DELETES)).isEqualTo("not claimed");
    }

    @Test
    void feedThatStartsOverAtRestRefutesItsStrength() throws IOException {
        JsonNode report = run(Restless.class);

        assertThat(verdict(report, "FEED-23")).isEqualTo("failed");
        assertThat(state(report, Claim.FEED)).isEqualTo("FAILED");
    }

    @Test
    void messageThatWasCutInTheMiddleOfACharacterIsReported() throws Exception {
        ContractRun run = new ContractRun(ContractReportTest.class);
        ContractRule rule = Stream.of(IdRules.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(ContractRule.class))
                .filter(found -> found != null && found.value().equals("ID-11"))
                .findFirst()
                .orElseThrow();
        run.add(rule, "50 random hostile ids", Verdict.FAILED, "seen \uD83D");

        run.write(reports);

        JsonNode report = new ObjectMapper()
                .readTree(reports.resolve("ContractReportTest.json").toFile());
        assertThat(verdict(report, "ID-11")).isEqualTo("failed");
        assertThat(Files.readString(reports.resolve("ContractReportTest.md"))).contains("seen ?");
    }

    @Test
    void jsonEscapesWhatMustBeEscaped() throws IOException {
        String hostile = "quote \" backslash \\ line \n tab \t control \u0001 emoji \uD83D\uDE00";

        JsonNode read = new ObjectMapper().readTree(Json.text(Map.of(hostile, List.of(hostile, 1L, true))));

        assertThat(read.get(hostile).get(0).asText()).isEqualTo(hostile);
        assertThat(read.get(hostile).get(2).asBoolean()).isTrue();
    }

    private static JsonNode run(Class<? extends AdapterContract> contract) throws IOException {
        JsonNode known = RUNS.get(contract);
        if (known == null) {
            known = ReportRun.of(contract, reports);
            RUNS.put(contract, known);
        }
        return known;
    }

    private static String state(JsonNode report, Claim claim) {
        for (JsonNode row : report.get("capabilities")) {
            if (row.get("claim").asText().equals(claim.words())) {
                return row.get("state").asText();
            }
        }
        throw new AssertionError("the report has no row for " + claim);
    }

    /** Answers null, and throws what the compiler would not let it throw. */
    static final class Odd extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                @SuppressWarnings("NullAway") // That is the defect.
                public Outcome update(Update update) {
                    return null;
                }

                @Override
                public Outcome delete(Delete delete) {
                    throw Odd.<RuntimeException>undeclared(new IOException("disk"));
                }
            };
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // So it travels undeclared.
        private static <T extends Throwable> T undeclared(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    /** Forgot to make an adapter. */
    static final class Empty extends AdapterContract {
        @Override
        @SuppressWarnings("NullAway") // That is the defect.
        protected SyncAdapter adapter() {
            return null;
        }
    }

    /** Keeps its updates' preconditions and does not say so. */
    static final class Modest extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public Guarantees guarantees() {
                    return honest.guarantees().toBuilder()
                            .conditionalUpdates(false)
                            .build();
                }
            };
        }
    }

    /** Claims to tell of deletions and does not. */
    static final class Boastful extends AdapterContract {
        private final InMemoryBackend backend = InMemoryBackend.builder()
                .guarantees(g -> g.removals(Removals.none()))
                .build();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public Guarantees guarantees() {
                    return honest.guarantees().toBuilder()
                            .removals(Removals.deletesAndExits())
                            .build();
                }
            };
        }
    }

    /** Shows the whole collection at each pull, and says so. */
    static final class Whole extends AdapterContract {
        private final InMemoryBackend backend = InMemoryBackend.builder()
                .guarantees(g -> Guarantees.minimal().toBuilder().scope("whole"))
                .build();

        @Override
        protected SyncAdapter adapter() {
            return backend.client();
        }
    }

    /** Shows the whole collection at each pull, and claims a feed. */
    static final class Restless extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public ChangePage changesSince(Cursor since, int limit) {
                    return Snapshots.page(honest, since, limit);
                }
            };
        }
    }

    /** Finds other fields than it lists. */
    static final class TwoFaced extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public <C> Optional<C> capability(Class<C> type) {
                    return type == Lookup.class ? Optional.of(type.cast((Lookup) this::without)) : Optional.empty();
                }

                private List<Document> without(Collection<String> ids) {
                    return ids.stream().map(id -> Document.of(id, Map.of())).toList();
                }
            };
        }
    }

    /** Throws when it is closed. */
    static final class Unclosable extends AdapterContract {
        private final InMemoryBackend backend = new InMemoryBackend();

        @Override
        protected SyncAdapter adapter() {
            return new Broken(backend.client()) {
                @Override
                public <C> Optional<C> capability(Class<C> type) {
                    return Optional.empty();
                }

                @Override
                public void close() {
                    throw new IllegalStateException("cannot close");
                }
            };
        }
    }
}
