package dev.mooring.contract.mutant;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.mooring.contract.AdapterContract;
import dev.mooring.contract.ContractRule;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs one rule of the suite on one mutant. */
final class MutantRun {

    private static final String GUARD = "mooring.contract.guard.millis";
    private static final Launcher LAUNCHER = LauncherFactory.create();

    private MutantRun() {}

    /** The results of the tests that prove the rule: one. */
    static List<TestExecutionResult> of(Mutant mutant, boolean honest, String rule, Path reports) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(proofsOf(rule))
                .configurationParameter(MutantContract.MUTANT, mutant.name())
                .configurationParameter("mooring.contract.reports", reports.toString());
        if (honest) {
            request.configurationParameter(MutantContract.HONEST, "true");
            return run(request.build());
        }
        // what a broken adapter never says need not be waited for as long as what an honest one is slow to say
        System.setProperty(GUARD, "500");
        try {
            return run(request.build());
        } finally {
            System.clearProperty(GUARD);
        }
    }

    private static List<TestExecutionResult> run(LauncherDiscoveryRequest request) {
        List<TestExecutionResult> results = new ArrayList<>();
        LAUNCHER.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
                    results.add(result);
                }
            }
        });
        return results;
    }

    private static List<NestedMethodSelector> proofsOf(String rule) {
        return Arrays.stream(AdapterContract.class.getDeclaredClasses())
                .filter(group -> group.isAnnotationPresent(Nested.class))
                .flatMap(group -> methods(group)
                        .filter(method -> proves(method, rule))
                        .map(method -> selectNestedMethod(List.of(MutantContract.class), group, method)))
                .toList();
    }

    private static Stream<Method> methods(Class<?> type) {
        Stream<Method> own = Arrays.stream(type.getDeclaredMethods());
        Class<?> parent = type.getSuperclass();
        return parent == null ? own : Stream.concat(own, methods(parent));
    }

    private static boolean proves(Method method, String rule) {
        ContractRule annotation = method.getAnnotation(ContractRule.class);
        return annotation != null && annotation.value().equals(rule);
    }
}
