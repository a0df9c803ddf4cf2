package dev.mooring.contract.mutant;

import dev.mooring.sync.Guarantees;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

final class ClientMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(guaranteesThatVary());
    }

    private static Mutant guaranteesThatVary() {
        AtomicInteger calls = new AtomicInteger();
        return Mutant.of("guarantees that vary with the weather", "CLIENT-1", honest -> new Broken(honest) {
            @Override
            public Guarantees guarantees() {
                return honest.guarantees().toBuilder()
                        .largestBody(1000L + calls.incrementAndGet())
                        .build();
            }
        });
    }
}
