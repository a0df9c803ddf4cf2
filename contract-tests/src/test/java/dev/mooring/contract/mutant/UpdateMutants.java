package dev.mooring.contract.mutant;

import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.util.List;

final class UpdateMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(updateThatReplaces());
    }

    private static Mutant updateThatReplaces() {
        return Mutant.of("update that replaces the record by the patch", "UPDATE-1", honest -> new Broken(honest) {
            @Override
            public Outcome update(Update update) {
                Outcome gone = honest.delete(Delete.unconditional(WriteKey.of("broken", 1), update.id()));
                Create again = Create.of(update.key(), update.id(), update.patch());
                return gone.match(
                        applied -> honest.create(
                                again.over(applied.now().orElseThrow().version().orElseThrow())),
                        conflict -> conflict,
                        refused -> refused);
            }
        });
    }
}
