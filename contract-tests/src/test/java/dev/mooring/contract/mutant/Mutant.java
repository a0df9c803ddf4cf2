package dev.mooring.contract.mutant;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.Guarantees;
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
    public static Mutant of(String name, String rules, UnaryOperator<SyncAdapter> breaking) {
        return on(InMemoryBackend::builder, name, rules, () -> breaking);
    }

    /** A mistake that needs a state which all clients of the backend share. */
    public static Mutant sharing(String name, String rules, Supplier<UnaryOperator<SyncAdapter>> breaking) {
        return on(InMemoryBackend::builder, name, rules, breaking);
    }

    /** A mistake in an adapter of a backend of some kind. */
    public static Mutant on(
            Supplier<InMemoryBackendBuilder> backend,
            String name,
            String rules,
            Supplier<UnaryOperator<SyncAdapter>> breaking) {
        return new Mutant(
                name,
                List.of(rules.split(" ")),
                () -> Subject.of(backend.get().build(), UnaryOperator.identity()),
                () -> Subject.of(backend.get().build(), breaking.get()));
    }

    /** An adapter of a weak backend that claims everything. */
    public static Mutant overclaiming(String name, String rules, UnaryOperator<InMemoryBackendBuilder> weak) {
        Supplier<Subject> broken = () -> {
            InMemoryBackend backend = weak.apply(InMemoryBackend.builder()).build();
            return Subject.of(backend, honest -> new Broken(honest) {
                @Override
                public Guarantees guarantees() {
                    return new InMemoryBackend().client().guarantees();
                }
            });
        };
        return new Mutant(
                name,
                List.of(rules.split(" ")),
                () -> Subject.of(new InMemoryBackend(), UnaryOperator.identity()),
                broken);
    }
}
