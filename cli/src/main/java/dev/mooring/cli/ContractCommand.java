package dev.mooring.cli;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
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
        footer = {"", "Examples:", "  mooring contract list.properties --collection scratch --erase"},
        mixinStandardHelpOptions = true)
final class ContractCommand extends Task {

    @Parameters(paramLabel = "CONFIG", description = "The configuration of the backend.")
    private Path config = Path.of("");

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "The collection to use up.")
    private String collection = "";

    @Option(names = "--erase", description = "Yes, everything in that collection may be deleted.")
    private boolean erase;

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
        // misspelled keys and missing secrets show here, not once for each rule
        Configuration.read(config, environment()).backend().close();
        Files.createDirectories(directory);
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request(), summary, new Told());
        TestExecutionSummary found = summary.getSummary();
        tell(found);
        return found.getTotalFailureCount() == 0 ? Exit.DONE : Exit.FINDINGS;
    }

    private LauncherDiscoveryRequest request() {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ConfiguredContract.class))
                .configurationParameters(Map.of(
                        ContractSubject.CONFIG,
                        config.toString(),
                        ContractSubject.COLLECTION,
                        collection,
                        "mooring.contract.reports",
                        directory.toString()))
                .build();
    }

    private void tell(TestExecutionSummary found) {
        Path report = directory.resolve(ConfiguredContract.class.getSimpleName() + ".md");
        if (json()) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("passed", found.getTestsSucceededCount());
            members.put("failed", found.getTotalFailureCount());
            members.put("skipped", found.getTestsAbortedCount() + found.getTestsSkippedCount());
            members.put("report", report.toString());
            terminal().json(members);
        } else {
            terminal()
                    .result(found.getTestsSucceededCount() + " rules held, " + found.getTotalFailureCount()
                            + " failed, "
                            + (found.getTestsAbortedCount() + found.getTestsSkippedCount())
                            + " not applicable or not provable; the report is " + report);
        }
    }

    /** Tells of each rule that failed, and how far it is. */
    private final class Told implements TestExecutionListener {

        private int done;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                done++;
            }
            boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
            if (terminal().live()) {
                terminal().over(failed ? "" : done + " rules tried");
            }
            if (failed) {
                String why = result.getThrowable().map(Failures::message).orElse("");
                List.of((test.getDisplayName() + ": " + why).split("\\R", 2)).stream()
                        .limit(1)
                        .forEach(line -> terminal().result("FAILED " + line));
            }
        }
    }
}
