package dev.mooring.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract has teeth: every rule is failed by a broken store, and passed by the same store when it is not broken. */
class StoreMutantsTest {

    @AfterEach
    void honestAgain() {
        System.clearProperty(MutantContract.MUTANT);
    }

    @Test
    void theHonestStorePasses() {
        List<String> passed = new ArrayList<>();

        assertThat(failed(passed)).isEmpty();
        assertThat(passed).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void aBrokenStoreFailsTheRuleItBreaks(Mutant mutant) {
        System.setProperty(MutantContract.MUTANT, mutant.name());

        assertThat(failed(new ArrayList<>())).anyMatch(test -> test.startsWith(mutant.rule + " "));
    }

    @Test
    void everyRuleHasABrokenStore() {
        TreeSet<String> rules = new TreeSet<>();
        EnumSet.allOf(Mutant.class).forEach(mutant -> rules.add(mutant.rule));

        for (int rule = 1; rule <= 10; rule++) {
            assertThat(rules).contains("STORE-" + rule);
        }
    }

    private static List<String> failed(List<String> passed) {
        List<String> failed = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(MutantContract.class))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (result.getStatus() == Status.FAILED) {
                                    failed.add(test.getDisplayName());
                                } else if (test.isTest() && result.getStatus() == Status.SUCCESSFUL) {
                                    passed.add(test.getDisplayName());
                                }
                            }
                        });
        return failed;
    }
}
