package dev.mooring.contract.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;

class MutantsTest {

    @TempDir
    Path reports;

    @TestFactory
    Stream<DynamicTest> mutantFailsTheRulesThatItNames() {
        return Mutants.all().stream()
                .flatMap(mutant -> mutant.rules().stream()
                        .map(rule ->
                                DynamicTest.dynamicTest(rule + " fails: " + mutant.name(), () -> fails(mutant, rule))));
    }

    @TestFactory
    Stream<DynamicTest> honestTwinPassesTheSameRules() {
        return Mutants.all().stream()
                .flatMap(mutant -> mutant.rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule + " passes without: " + mutant.name(), () -> passes(mutant, rule))));
    }

    @Test
    void namesAreUnique() {
        assertThat(Mutants.all()).extracting(Mutant::name).doesNotHaveDuplicates();
    }

    private void fails(Mutant mutant, String rule) {
        List<TestExecutionResult> results = MutantRun.of(mutant, false, rule, reports);

        assertThat(results).as("tests of " + rule).hasSize(1);
        assertThat(results.get(0).getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(results.get(0).getThrowable().orElseThrow())
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(rule + " (")
                .hasMessageNotContaining("invariant, after the test itself had passed");
    }

    private void passes(Mutant mutant, String rule) {
        List<TestExecutionResult> results = MutantRun.of(mutant, true, rule, reports);

        assertThat(results).as("tests of " + rule).hasSize(1);
        assertThat(results.get(0)).isEqualTo(TestExecutionResult.successful());
    }
}
