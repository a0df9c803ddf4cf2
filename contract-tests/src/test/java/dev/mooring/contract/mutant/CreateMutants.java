package dev.mooring.contract.mutant;

import dev.mooring.sync.Create;
import dev.mooring.sync.Outcome;
import java.util.List;
import java.util.Map;

final class CreateMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(createThatForgetsTheFields());
    }

    private static Mutant createThatForgetsTheFields() {
        return Mutant.of("create that forgets the fields", "CREATE-1", honest -> new Broken(honest) {
            @Override
            public Outcome create(Create create) {
                return honest.create(Create.of(create.key(), create.id(), Map.of()));
            }
        });
    }
}
