package dev.mooring.contract.mutant;

import dev.mooring.sync.Delete;
import dev.mooring.sync.Outcome;
import java.util.List;

final class DeleteMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(deleteThatDoesNothing());
    }

    private static Mutant deleteThatDoesNothing() {
        return Mutant.of("delete that does nothing", "DELETE-1", honest -> new Broken(honest) {
            @Override
            public Outcome delete(Delete delete) {
                return Outcome.applied();
            }
        });
    }
}
