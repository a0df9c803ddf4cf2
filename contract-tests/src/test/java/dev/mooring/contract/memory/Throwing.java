package dev.mooring.contract.memory;

import dev.mooring.contract.mutant.Broken;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;

/** An honest adapter that throws its refusals instead of answering them, as it may. */
final class Throwing extends Broken {

    Throwing(SyncAdapter honest) {
        super(honest);
    }

    @Override
    public Outcome create(Create create) {
        return thrown(honest.create(create));
    }

    @Override
    public Outcome update(Update update) {
        return thrown(honest.update(update));
    }

    @Override
    public Outcome delete(Delete delete) {
        return thrown(honest.delete(delete));
    }

    private static Outcome thrown(Outcome outcome) {
        return outcome.match(applied -> applied, conflict -> conflict, refused -> {
            throw new Rejected(refused.problem());
        });
    }
}
