package dev.mooring.cli;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mooring contract}. */
@Command(
        name = "contract",
        description = {
            "Runs the contract suite on a configured backend: whether it keeps what its guarantees say, faults included.",
            "",
            "The suite EMPTIES the collection before every rule: give it one of its own, and say --erase. It has to take"
                    + " the fields of contract-schema.sql, which is in the jar of contract-tests."
        },
        footer = {
            "",
            "Examples:",
            "  mooring contract list.properties --collection scratch --erase",
            "  mooring contract list.properties --collection scratch --erase",
            "          --rule CREATE --rule LIST-3"
        },
        mixinStandardHelpOptions = true)
final class ContractCommand extends Task {

    /** Nothing that happens to be in the class path takes part, so that the suite runs the same everywhere. */
    private static final LauncherConfig ALONE = LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();

    @Parameters(paramLabel = "CONFIG", description = "The configuration of the backend.")
    private Path config = Path.of("");

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "The collection to use up.")
    private String collection = "";

    @Option(names = "--erase", description = "Yes, everything in that collection may be deleted.")
    private boolean erase;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "Only this rule, or group of rules; may be repeated; default: all.")
    private List<String> rules = List.of();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "contract-report",
            description = "Where the report goes, as Markdown and JSON; default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("");

    @Override
    Exit run() throws IOException {
        if (!erase) {
            throw new Problem(
                    Exit.USAGE, "the suite empties the collection '" + collection + "': say --erase if it may");
        }
        Configuration configuration = Configuration.read(config, environment());
        reach(configuration);
        Files.createDirectories(directory);
        ContractFindings findings = new ContractFindings(terminal(), !json());
        try (ContractSubject subject = new ContractSubject(configuration, collection);
                LauncherSession session = LauncherFactory.openSession(ALONE)) {
            subject.offeredIn(session);
            prove(session, findings);
        }
        if (findings.interrupted()) {
            Thread.currentThread().interrupt();
            return Exit.INTERRUPTED;
        }
        tell(findings);
        return findings.failed().isEmpty() ? Exit.DONE : Exit.FINDINGS;
    }

    /** Misspelled keys, missing secrets and an absent backend show here, not once for each rule. */
    private void reach(Configuration configuration) {
        try (Backend backend = configuration.backend();
                SyncAdapter adapter = backend.collection(collection)) {
            adapter.list(Cursor.START, 1);
        }
    }

    private void prove(LauncherSession session, ContractFindings findings) {
        TestPlan plan = session.getLauncher().discover(request());
        if (plan.countTestIdentifiers(test -> test.isTest()) == 0) {
            throw new Problem(Exit.USAGE, "no rule is called " + String.join(" or ", rules));
        }
        CancellationToken end = CancellationToken.create();
        findings.onInterruption(end::cancel);
        session.getLauncher()
                .execute(LauncherExecutionRequestBuilder.request(plan)
                        .cancellationToken(end)
                        .listeners(findings)
                        .build());
    }

    private LauncherDiscoveryRequest request() {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ConfiguredContract.class))
                .filters(ContractFindings.only(rules))
                .configurationParameter("mooring.contract.reports", directory.toString())
                .build();
    }

    private void tell(ContractFindings findings) {
        Path report = directory.resolve(ConfiguredContract.class.getSimpleName() + ".md");
        if (json()) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("passed", findings.passed());
            members.put("failed", findings.failed());
            members.put("skipped", findings.skipped());
            members.put("report", report.toString());
            terminal().json(members);
        } else {
            terminal()
                    .result(findings.passed() + " rules held, "
                            + findings.failed().size() + " failed, " + findings.skipped()
                            + " not claimed or not provable; the report is " + report);
        }
    }
}
