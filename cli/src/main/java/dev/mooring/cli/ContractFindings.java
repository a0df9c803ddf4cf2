package dev.mooring.cli;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.contract.ContractRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What a run of the contract found, told rule by rule. Used by one thread. */
final class ContractFindings implements TestExecutionListener {

    private final Terminal terminal;
    private final boolean telling;
    private final List<String> failed = new ArrayList<>();
    private Runnable stop = () -> {};
    private int passed;
    private int skipped;
    private boolean interrupted;

    /** Tells of each failed rule at once, unless all is told at the end. */
    ContractFindings(Terminal terminal, boolean telling) {
        this.terminal = terminal;
        this.telling = telling;
    }

    /** What ends the run: the suite itself takes an interruption for the failure of one rule. */
    void onInterruption(Runnable end) {
        stop = end;
    }

    int passed() {
        return passed;
    }

    /** A line for each rule that failed, with its number first. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** How many rules were not claimed or could not be proven. */
    int skipped() {
        return skipped;
    }

    boolean interrupted() {
        return interrupted;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<Throwable> failure = result.getThrowable();
        // taken from the thread, or what is still to be closed would fail of it
        if (Thread.interrupted()
                || failure.filter(InterruptedException.class::isInstance).isPresent()) {
            interrupted = true;
            stop.run();
        } else if (result.getStatus() == Status.FAILED) {
            failed(test, failure.map(Failures::message).orElse(""));
        } else if (test.isTest()) {
            passed += result.getStatus() == Status.SUCCESSFUL ? 1 : 0;
            skipped += result.getStatus() == Status.ABORTED ? 1 : 0;
        }
        if (terminal.live()) {
            terminal.over(passed + failed.size() + skipped + " rules tried");
        }
    }

    private void failed(TestIdentifier test, String why) {
        String number = number(test.getSource()).orElseGet(test::getDisplayName);
        String line = (why.startsWith(number) ? why : number + ": " + why).split("\\R", 2)[0];
        failed.add(line);
        if (telling) {
            terminal.result("FAILED " + Terminal.plain(line));
        }
    }

    /** Leaves only these rules, or those of these groups; all of them where none is named. */
    static PostDiscoveryFilter only(List<String> rules) {
        List<String> wanted =
                rules.stream().map(rule -> rule.toUpperCase(Locale.ROOT)).toList();
        return test -> FilterResult.includedIf(wanted.isEmpty()
                || number(test.getSource())
                        .filter(number ->
                                wanted.stream().anyMatch(rule -> number.equals(rule) || number.startsWith(rule + "-")))
                        .isPresent());
    }

    private static Optional<String> number(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(method -> ((MethodSource) method).getJavaMethod().getAnnotation(ContractRule.class))
                .map(ContractRule::value);
    }
}
