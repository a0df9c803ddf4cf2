package dev.mooring.contract.mutant;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.SyncAdapter;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A broken adapter.
 *
 * @param name what is wrong with it, as {@code RULES.md} prints it
 * @param rules the rules that must fail on it
 * @param honest the same subject without the mistake: the rules must pass on it
 * @param broken the subject with the mistake
 */
public record Mutant(String name, List<String> rules, Supplier<Subject> honest, Supplier<Subject> broken) {

    /** A mistake in an adapter of a backend that promises everything. */
    public static Mutant of(String name, String rule, UnaryOperator<SyncAdapter> breaking) {
        return of(name, rule, InMemoryBackend.builder(), breaking);
    }

    /** A mistake in an adapter of a backend of some kind. */
    public static Mutant of(
            String name, String rule, InMemoryBackendBuilder backend, UnaryOperator<SyncAdapter> breaking) {
        return new Mutant(
                name,
                List.of(rule.split(" ")),
                () -> Subject.of(backend.build(), UnaryOperator.identity()),
                () -> Subject.of(backend.build(), breaking));
    }
}
