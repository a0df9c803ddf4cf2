package dev.mooring.contract;

import dev.mooring.sync.SyncAdapter;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs each rule: a fresh collection before it, the gate by what the adapter claims, the invariants after it, its number in front
 * of every failure, and the report at the end.
 */
final class ContractExtension implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {

    private static final ExtensionContext.Namespace PLACE = ExtensionContext.Namespace.create(ContractExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isOutermost(context)) {
            context.getStore(PLACE).put(ContractRun.class, new ContractRun(context.getRequiredTestClass()));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isOutermost(context)) {
            String directory = context.getConfigurationParameter("mooring.contract.reports")
                    .orElse("target/contract");
            run(context).write(Path.of(directory));
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        ContractRule rule = method.getExecutable().getAnnotation(ContractRule.class);
        if (rule == null) {
            test.proceed();
            return;
        }
        AdapterContract contract = context.getRequiredTestInstances()
                .findInstance(AdapterContract.class)
                .orElseThrow();
        ContractRun run = run(context);
        String title = method.getExecutable().getAnnotation(DisplayName.class).value();
        try {
            Bound.run(
                    run.longest(seconds(context)), () -> prove(rule, contract, run, test), contract.bench()::waitsFor);
            run.ended(true);
            run.add(rule, title, Verdict.PASSED, "");
        } catch (TestAbortedException e) {
            run.ended(true);
            if (contract.bench().verbThatThrew(e).isPresent()) {
                throw failed(rule, title, contract, run, e);
            }
            Verdict verdict = e instanceof Undeclared ? Verdict.UNDECLARED : Verdict.SKIPPED;
            run.add(rule, title, verdict, String.valueOf(e.getMessage()));
            context.publishReportEntry(rule.value(), String.valueOf(e.getMessage()));
            throw e;
        } catch (Throwable e) {
            run.ended(!(e instanceof Bound.Endless));
            throw failed(rule, title, contract, run, e);
        }
    }

    private static int seconds(ExtensionContext context) {
        return context.getConfigurationParameter("mooring.contract.rule.seconds", Integer::valueOf)
                .orElse(120);
    }

    private static Throwable failed(
            ContractRule rule, String title, AdapterContract contract, ContractRun run, Throwable failure) {
        Throwable told = told(rule, title, contract, failure);
        run.add(rule, title, Verdict.FAILED, String.valueOf(told.getMessage()));
        return told;
    }

    private static void prove(ContractRule rule, AdapterContract contract, ContractRun run, Invocation<Void> test)
            throws Throwable {
        Bench bench = contract.bench();
        Throwable failure = null;
        try {
            bench.begin(run.nextIds());
            run.claims(contract, bench);
            bench.fresh();
            if (isClaimed(rule, bench)) {
                test.proceed();
                invariants(bench);
            } else {
                tryUnclaimed(rule, bench, test);
            }
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            bench.end(failure);
        }
    }

    private static boolean isClaimed(ContractRule rule, Bench bench) {
        List<Claim> needs = Arrays.asList(rule.needs());
        return needs.isEmpty()
                || needs.stream().anyMatch(claim -> claim.madeBy(bench.client().adapter()));
    }

    /** An unclaimed guarantee is tried all the same: that it holds is news, that it does not is no failure. */
    private static void tryUnclaimed(ContractRule rule, Bench bench, Invocation<Void> test) throws Throwable {
        List<Claim> needs = Arrays.asList(rule.needs());
        String words = String.join(" or ", needs.stream().map(Claim::words).toList());
        String reason = "not claimed: " + words;
        SyncAdapter adapter = bench.client().adapter();
        if (!needs.stream().allMatch(claim -> claim.canBeTriedOn(adapter))) {
            test.skip();
            throw new TestAbortedException(reason);
        }
        try {
            test.proceed();
            invariants(bench);
        } catch (AssertionError | RuntimeException e) {
            throw new TestAbortedException(reason + "; tried: " + e.getMessage(), e);
        }
        throw new Undeclared(words);
    }

    private static void invariants(Bench bench) {
        try {
            bench.invariants();
        } catch (AssertionError e) {
            throw new AssertionFailedError("invariant, after the test itself had passed: " + e.getMessage(), e);
        }
    }

    private static Throwable told(ContractRule rule, String title, AdapterContract contract, Throwable failure) {
        String start = rule.value() + " (" + title + "): ";
        String verb = contract.bench().verbThatThrew(failure).orElse("");
        if (!verb.isEmpty()) {
            return new AssertionFailedError(start + verb + " threw " + failure, failure);
        }
        return failure instanceof AssertionError
                ? new AssertionFailedError(start + failure.getMessage(), failure)
                : failure;
    }

    private static ContractRun run(ExtensionContext context) {
        return context.getStore(PLACE).get(ContractRun.class, ContractRun.class);
    }

    private static boolean isOutermost(ExtensionContext context) {
        return !context.getRequiredTestClass().isAnnotationPresent(Nested.class);
    }

    /** The rule holds although it is not claimed. */
    private static final class Undeclared extends TestAbortedException {
        private static final long serialVersionUID = 1L;

        Undeclared(String words) {
            super("undeclared: it holds, but is not claimed: " + words);
        }
    }
}
