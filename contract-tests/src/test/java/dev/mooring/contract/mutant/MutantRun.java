package dev.mooring.contract.mutant;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.mooring.contract.ContractRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs one rule of the suite on one mutant. */
final class MutantRun {

    private MutantRun() {}

    /** The results of the tests that prove the rule: one. */
    static List<TestExecutionResult> of(Mutant mutant, boolean honest, String rule, Path reports) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(MutantContract.class))
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(proves(test, rule)))
                .configurationParameter(MutantContract.MUTANT, mutant.name())
                .configurationParameter("mooring.contract.reports", reports.toString());
        if (honest) {
            request.configurationParameter(MutantContract.HONEST, "true");
        }
        return run(request.build());
    }

    private static List<TestExecutionResult> run(LauncherDiscoveryRequest request) {
        List<TestExecutionResult> results = new ArrayList<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
                    results.add(result);
                }
            }
        });
        return results;
    }

    private static boolean proves(TestDescriptor test, String rule) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod().getAnnotation(ContractRule.class))
                .filter(annotation -> annotation.value().equals(rule))
                .isPresent();
    }
}
